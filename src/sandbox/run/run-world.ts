import type { Trace, World } from "../../kinds/index.ts";
import { withoutSecrets } from "../world/index.ts";
import type { Assembled } from "./assemble.ts";
import type { RunOptions } from "./contract.ts";
import { play } from "./play.ts";

/**
 * Runs a world on a virtual clock and answers its trace. Same world and options, same bytes. Objects are applied at
 * t = 0, actions at their instants; of two commands the second waits until the first has ended, as in a terminal.
 */
export async function runWorld(world: World, options: RunOptions = {}): Promise<Trace> {
  return traceOf(await play(world, options));
}

/** The trace of a cluster that has been played. */
export function traceOf({ world, recorder }: Assembled): Trace {
  return {
    v: 1,
    scenario: world.name,
    seed: world.seed,
    kubelet: world.kubelet,
    start: world.start,
    world: withoutSecrets(world),
    entries: recorder.entries,
  };
}
