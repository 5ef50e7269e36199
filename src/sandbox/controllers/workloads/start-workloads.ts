import type { KubernetesObject } from "../../../kinds/index.ts";
import { trackCauses } from "../causes.ts";
import type { ControllersOptions } from "../controllers.ts";
import { controllerEvents } from "../events.ts";
import { afterChanges } from "../soon.ts";
import type { Change } from "../../store/index.ts";
import type { Look } from "./actions.ts";
import { reconcileDaemonSet } from "./daemon-sets.ts";
import { reconcileDeployment } from "./deployments.ts";
import { reconcileCronJob } from "./cron-jobs.ts";
import { reconcileJob } from "./jobs.ts";
import { reconcileReplicaSet } from "./replica-sets.ts";
import { Retries } from "./retries.ts";
import { reconcileStatefulSet } from "./stateful-sets.ts";

/** Milliseconds that a controller takes to notice a change, as on an idle cluster. */
const DELAY = 10;

type Reconcile = (look: Look, object: KubernetesObject, retries: Retries) => void;

/** In the order in which one kind makes the next. */
const CONTROLLERS: readonly (readonly [resource: string, reconcile: Reconcile])[] = [
  ["cronjobs", reconcileCronJob],
  ["jobs", reconcileJob],
  ["deployments", reconcileDeployment],
  ["replicasets", reconcileReplicaSet],
  ["replicationcontrollers", reconcileReplicaSet],
  ["statefulsets", reconcileStatefulSet],
  ["daemonsets", reconcileDaemonSet],
];

/** Starts the controllers of everything that makes pods. */
export function startWorkloads(options: ControllersOptions): void {
  const [causeOf, emit, retries] = [trackCauses(options.store), controllerEvents(options), new Retries()];
  const resources = [...CONTROLLERS.map(([resource]) => resource), "pods", "nodes"];
  afterChanges(options, { resources, delay: DELAY, matters: concernsWorkloads }, (againAt) => {
    const look: Look = { ...options, causeOf, emit, againAt };
    for (const [resource, reconcile] of CONTROLLERS) {
      for (const object of options.store.list(resource)) {
        if (object.metadata.deletionTimestamp === undefined) reconcile(look, object, retries);
      }
    }
  });
}

/** A pod that nobody owns is nobody's to replace. */
function concernsWorkloads({ resource, object }: Change): boolean {
  return resource !== "pods" || (object.metadata.ownerReferences ?? []).length > 0;
}
