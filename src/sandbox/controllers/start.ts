import type { ControllersOptions } from "./controllers.ts";
import { startLateSecrets } from "./late-secrets.ts";
import { startNamespaceController } from "./namespaces.ts";
import { startScheduler } from "./scheduler.ts";
import { startWorkloads } from "./workloads/start-workloads.ts";

/** Starts every controller and the scheduler; from then on they follow the store. */
export function startControllers(options: ControllersOptions): void {
  startNamespaceController(options);
  startWorkloads(options);
  startScheduler(options);
  startLateSecrets(options);
}
