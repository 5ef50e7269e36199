import type { ControllersOptions } from "./controllers.ts";
import { startAutoscalers } from "./autoscalers.ts";
import { startDisruption } from "./disruption.ts";
import { startEndpoints } from "./endpoints.ts";
import { startGarbageCollector } from "./garbage/collector.ts";
import { startEventTtl } from "./event-ttl.ts";
import { startLateSecrets } from "./late-secrets.ts";
import { startNamespaceController } from "./namespaces.ts";
import { startNodeLifecycle } from "./node-lifecycle.ts";
import { startPodGarbage } from "./pod-garbage.ts";
import { startQuotas } from "./quotas.ts";
import { startStorageProtection } from "./storage-protection.ts";
import { startVolumes } from "./volumes.ts";
import { startScheduler } from "./scheduling/scheduler.ts";
import { startWorkloads } from "./workloads/start-workloads.ts";

/** Starts every controller and the scheduler; from then on they follow the store. */
export function startControllers(options: ControllersOptions): void {
  startEventTtl(options);
  startNamespaceController(options);
  startGarbageCollector(options);
  startWorkloads(options);
  startEndpoints(options);
  startDisruption(options);
  startAutoscalers(options);
  startQuotas(options);
  startVolumes(options);
  startStorageProtection(options);
  startNodeLifecycle(options);
  startPodGarbage(options);
  startScheduler(options);
  startLateSecrets(options);
}
