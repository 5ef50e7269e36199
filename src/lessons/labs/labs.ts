import type { World } from "../../kinds/index.ts";
import { runWorld } from "../../sandbox/index.ts";
import type { PlaySettings } from "../play/index.ts";
import { BACK_TO_BACK } from "./back-to-back.ts";
import type { Lab, LabRow } from "./contract.ts";
import { FIX_RACE } from "./fix-race.ts";

export const LABS: readonly Lab[] = [FIX_RACE, BACK_TO_BACK];

/** Runs a lab's world in each of its ways and measures; a row for each. */
export async function runLab(lab: Lab, world: World, settings: PlaySettings = {}): Promise<readonly LabRow[]> {
  const rows: LabRow[] = [];
  for (const variant of lab.variants) {
    const own = variant.worldOf(world);
    const trace = await runWorld(own, settings);
    rows.push({ variant, world: own, trace, values: lab.columns.map((column) => column.of(trace)) });
  }
  return rows;
}
