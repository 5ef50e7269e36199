import type { Instant } from "../../base/index.ts";
import type { Change } from "../store/index.ts";
import type { ControllersOptions } from "./controllers.ts";

interface Trigger {
  readonly resources: readonly string[];
  /** Milliseconds between a change and the look at it. */
  readonly delay: number;
  /** Whether a change can make a difference; each one does when absent. */
  readonly matters?: (change: Change) => boolean;
}

/** Has the state looked at once more at that instant. */
export type AgainAt = (instant: Instant) => void;

/**
 * Calls `reconcile` some milliseconds after one of the resources has changed, once for all changes until then. It reads
 * the whole state and acts; what it changes itself calls it again, so it must come to rest.
 */
export function afterChanges(
  { store, clock }: ControllersOptions,
  { resources, delay, matters }: Trigger,
  reconcile: (againAt: AgainAt) => void,
): void {
  const planned = new Set<Instant>();
  const againAt: AgainAt = (instant) => {
    if (planned.has(instant)) return;
    planned.add(instant);
    clock.start(async () => {
      await clock.sleep(instant - clock.now());
      planned.delete(instant);
      reconcile(againAt);
    });
  };
  let isWaiting = false;
  store.watch((change) => {
    if (isWaiting || !resources.includes(change.resource) || matters?.(change) === false) return;
    isWaiting = true;
    clock.start(async () => {
      await clock.sleep(delay);
      isWaiting = false;
      reconcile(againAt);
    });
  });
}
