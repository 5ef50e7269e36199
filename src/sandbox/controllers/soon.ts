import type { ControllersOptions } from "./controllers.ts";

/**
 * Calls `reconcile` some milliseconds after one of the resources has changed, once for all changes until then. It reads
 * the whole state and acts; what it changes itself calls it again, so it must come to rest.
 */
export function afterChanges(
  { store, clock }: ControllersOptions,
  { resources, delay }: { readonly resources: readonly string[]; readonly delay: number },
  reconcile: () => void,
): void {
  let waiting = false;
  store.watch((change) => {
    if (waiting || !resources.includes(change.resource)) return;
    waiting = true;
    clock.start(async () => {
      await clock.sleep(delay);
      waiting = false;
      reconcile();
    });
  });
}
