import { IMAGE_REASONS, type World } from "../../kinds/index.ts";
import type { View } from "./view.ts";

/**
 * Seconds at which STATUS flipped in what `kubectl get pods -w` printed of a real cluster in 2021, a wrong tag left alone;
 * posted publicly with dgkanatsios/CKAD-exercises, pull request 176. The first that it shows is the seventh of a run.
 */
const PUBLIC_LOG = [108, 121, 192, 205, 367, 379] as const;

const BEFORE = 6;
const LENGTH = 420_000;
const ANSWER = 1500;

/** The world of the log: nobody repairs anything, and a registry takes its time. */
export function loggedWorld(world: World): World {
  const registries = world.registries.map((registry) => ({ ...registry, latency: ANSWER }));
  return { ...world, registries, actions: [], for: LENGTH };
}

export interface Flip {
  readonly status: string;
  /** Seconds. */
  readonly logged: number;
  readonly ours: number;
}

/** The flips of the log beside those of a run. */
export function flipsBeside({ ribbon }: Pick<View, "ribbon">): readonly Flip[] {
  const own = ribbon.filter(({ status }) => IMAGE_REASONS.has(status)).slice(BEFORE);
  return PUBLIC_LOG.flatMap((logged, index) => {
    const flip = own[index];
    return flip === undefined ? [] : { status: flip.status, logged, ours: flip.from / 1000 };
  });
}
