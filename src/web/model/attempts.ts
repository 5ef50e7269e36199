import { rulesOf } from "../../kinds/index.ts";
import type { View } from "./view.ts";

/** When pulls began, in virtual milliseconds. */
export function attemptTimes({ run }: View): readonly number[] {
  return run.entries.flatMap((entry) =>
    entry.kind === "cri" && entry.data.call === "PullImage" && entry.data.at === "begin" ? entry.t : [],
  );
}

/** Seconds between the end of a window and the look that takes it, at most. */
export function toleranceOf({ run }: View): number {
  const { afterErrorSeconds, jitter, tickSeconds } = rulesOf(run.world.kubelet).sync;
  return afterErrorSeconds * (1 + jitter) + tickSeconds;
}
