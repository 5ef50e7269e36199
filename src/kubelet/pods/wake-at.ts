import type { Clock, Instant } from "../../base/index.ts";

export interface Life {
  readonly clock: Clock;
  /** Aborted when the process is killed. */
  readonly signal: AbortSignal;
}

/** Calls back at an instant, unless the process has been killed by then. */
export function wakeAt({ clock, signal }: Life, instant: Instant, ring: () => void): void {
  clock.start(async () => {
    await clock.sleep(instant - clock.now());
    if (!signal.aborted) ring();
  });
}
