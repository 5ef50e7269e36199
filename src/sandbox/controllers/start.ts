import type { ControllersOptions } from "./controllers.ts";
import { startNamespaceController } from "./namespaces.ts";
import { startScheduler } from "./scheduler.ts";

/** Starts every controller and the scheduler; from then on they follow the store. */
export function startControllers(options: ControllersOptions): void {
  startNamespaceController(options);
  startScheduler(options);
}
