import type { Instant } from "../../base/index.ts";
import type { SyncRules } from "../../kinds/index.ts";
import { elapsed } from "../elapsed.ts";

/** When a kubelet process started, and how far into their periods its ticker and its relist stand then. Milliseconds. */
export interface Phases {
  readonly start: Instant;
  readonly tick: number;
  readonly relist: number;
}

/** How a sync ended: well, in an error, or with the pod in the next part of its life. */
export type SyncEnd =
  | { readonly kind: "well" | "next-part" }
  /** `restartAt`: when the first crash back-off among the errors is over; `cause`: seq of the entry that tells the error. */
  | { readonly kind: "error"; readonly restartAt?: Instant; readonly cause?: number | undefined };

/**
 * The tick that takes an item which is due. Upstream asks for strictly past, but on a clock that runs on between enqueueing
 * and asking; on a virtual clock, a tick at that very instant is past.
 */
export function tickFor(due: Instant, phases: Phases, rules: SyncRules): Instant {
  return instantOfTick(tickNumber(due, phases, rules), phases, rules);
}

/** The how-manieth tick of the process that is. */
export function tickNumber(due: Instant, { start, tick }: Phases, { tickSeconds }: SyncRules): number {
  return Math.ceil(elapsed(start + tick, due) / (tickSeconds * 1000));
}

export function instantOfTick(number: number, { start, tick }: Phases, { tickSeconds }: SyncRules): Instant {
  return start + tick + number * tickSeconds * 1000;
}

/** The first relist that sees what is the case at the instant: it begins later. */
export function relistAfter(instant: Instant, phases: Phases, rules: SyncRules): Instant {
  const period = rules.relistSeconds * 1000;
  const first = phases.start + phases.relist;
  return first + (Math.floor(elapsed(first, instant) / period) + 1) * period;
}

/** Milliseconds from the end of a sync to the next one that nothing else causes, without jitter (pod_workers.go). */
export function delayAfter(end: SyncEnd, rules: SyncRules, now: Instant): number {
  const whole = rules.afterSuccessSeconds * 1000;
  switch (end.kind) {
    case "next-part":
      return 0;
    case "well":
      return whole;
    case "error":
      if (end.restartAt === undefined || !rules.crashBackOffMovesSync) return rules.afterErrorSeconds * 1000;
      return Math.min(Math.max(0, elapsed(now, end.restartAt)), whole);
  }
}

/** `chance` is uniform in [0, 1). */
export function jittered(delay: number, rules: SyncRules, chance: number): number {
  return delay * (1 + rules.jitter * chance);
}
