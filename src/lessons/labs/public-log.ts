import { SeededRandom } from "../../base/index.ts";
import type { Trace, World } from "../../kinds/index.ts";
import { PUBLIC_LOG } from "./public-log.data.ts";

export interface BesideLog {
  readonly status: string;
  /** Seconds since the pod was made: in the log, and in the run; absent where the run shows something else then. */
  readonly logged: number;
  readonly ran?: number;
}

/** The world of the log: a tag that does not exist, and a pull that takes between one and three seconds. */
export function loggedWorld(world: World, seed: number): World {
  const latency = 1000 + 2000 * new SeededRandom(seed).next();
  const registries = world.registries.map((registry) => ({ ...registry, latency }));
  return { ...world, seed, registries, actions: [], for: 420_000 };
}

/** The changes of STATUS that the log shows, beside those of a run of `loggedWorld`. */
export function besideLog({ entries }: Trace): readonly BesideLog[] {
  const shown = entries.flatMap((entry) => (entry.kind === "status" ? { t: entry.t, status: entry.data.status } : []));
  const flips = shown.filter(({ status }, index) => status !== shown[index - 1]?.status);
  const first = flips.findIndex(({ status }) => status === PUBLIC_LOG.flips[0]?.status);
  return PUBLIC_LOG.flips.map(({ status, at }, index) => {
    const flip = flips[first + PUBLIC_LOG.before + index];
    return { status, logged: at, ...(flip?.status === status ? { ran: flip.t / 1000 } : {}) };
  });
}
