import type { Run } from "../engine/index.ts";
import { ribbonOf, type Stretch } from "./ribbon.ts";

/** What kubectl shows in two runs where they differ for the first time; a side is absent where nothing follows in it. */
export interface Parted {
  readonly real: Stretch | undefined;
  readonly believed: Stretch | undefined;
}

/** Undefined where both show the same all the time, to the second. */
export function partingOf(real: Run, believed: Run): Parted | undefined {
  const [one, other] = [real, believed].map(shownOf);
  for (let index = 0; index < Math.max(one?.length ?? 0, other?.length ?? 0); index += 1) {
    const [left, right] = [one?.[index], other?.[index]];
    if (left?.status !== right?.status || second(left) !== second(right)) return { real: left, believed: right };
  }
  return undefined;
}

function shownOf({ entries, world }: Run): readonly Stretch[] {
  const pod = entries.find((entry) => entry.kind === "status")?.pod ?? "";
  return ribbonOf(entries, pod, world.for);
}

function second(stretch: Stretch | undefined): number | undefined {
  return stretch === undefined ? undefined : Math.round(stretch.from / 1000);
}
