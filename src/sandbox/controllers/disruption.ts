import { isJsonObject, jsonEqual, listAt, objectAt, textAt, timestamp } from "../../base/index.ts";
import type { KubernetesObject, Pod } from "../../kinds/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { matchesLabels } from "../api/index.ts";
import { hasEnded } from "./scheduling/placements.ts";
import { afterChanges } from "./soon.ts";
import { controllerOf, isReady } from "./workloads/owned.ts";

const DELAY = 10;
/** Where the number of pods that there are to be is written, by the kind of what makes them. */
const SCALES: Readonly<Record<string, string>> = {
  ReplicaSet: "replicasets",
  StatefulSet: "statefulsets",
  ReplicationController: "replicationcontrollers",
};

/** Says of each PodDisruptionBudget how many of its pods may be evicted. */
export function startDisruption(options: ControllersOptions): void {
  const { store } = options;
  afterChanges(options, { resources: ["poddisruptionbudgets", "pods"], delay: DELAY }, () => {
    for (const budget of store.list("poddisruptionbudgets")) reconcile(options, budget);
  });
}

function reconcile({ api, store, clock }: ControllersOptions, budget: KubernetesObject): void {
  const { namespace = "", name = "", generation = 0 } = budget.metadata;
  const spec = objectAt(budget, "spec");
  const pods = (store.list("pods", namespace) as readonly Pod[]).filter(
    (pod) => matchesLabels(spec["selector"], pod.metadata.labels) && !hasEnded(pod),
  );
  const { minAvailable, maxUnavailable } = spec;
  const expectedPods = typeof minAvailable === "number" ? pods.length : expected(store, pods);
  const desired =
    maxUnavailable === undefined
      ? share(minAvailable, expectedPods)
      : expectedPods - share(maxUnavailable, expectedPods);
  const desiredHealthy = Math.max(0, desired);
  const healthy = pods.filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined);
  const currentHealthy = healthy.length;
  const allowed = expectedPods === 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
  const counts = { currentHealthy, desiredHealthy, disruptionsAllowed: allowed, expectedPods };
  const status = {
    ...counts,
    observedGeneration: generation,
    conditions: [condition(budget, allowed > 0, clock.now())],
  };
  const now = objectAt(budget, "status");
  if (jsonEqual(status, now)) return;
  const { resourceVersion: _any, ...metadata } = budget.metadata;
  const body = { ...budget, metadata, status };
  api.handle({ verb: "update", resource: "poddisruptionbudgets", subresource: "status", namespace, name, body });
}

/** How many pods there are to be, by what makes them. */
function expected(store: ControllersOptions["store"], pods: readonly Pod[]): number {
  const owners = new Map<string, number>();
  for (const pod of pods) {
    const owner = controllerOf(pod);
    const resource = SCALES[owner?.kind ?? ""];
    const found =
      resource === undefined ? undefined : store.get(resource, pod.metadata.namespace ?? "", owner?.name ?? "");
    if (found !== undefined) owners.set(found.metadata.uid ?? "", Number(objectAt(found, "spec")["replicas"] ?? 1));
  }
  return owners.size === 0 ? pods.length : [...owners.values()].reduce((sum, replicas) => sum + replicas, 0);
}

/** A number, or a percentage of what there is to be, rounded up. */
function share(value: unknown, of: number): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? Math.ceil((Number.parseFloat(value) * of) / 100) : 0;
}

function condition(budget: KubernetesObject, isAllowed: boolean, now: number): object {
  const status = isAllowed ? "True" : "False";
  const before = listAt(budget, "status", "conditions")
    .filter(isJsonObject)
    .find((item) => item["type"] === "DisruptionAllowed");
  const isSame = textAt(before, "status") === status;
  return {
    type: "DisruptionAllowed",
    status,
    observedGeneration: budget.metadata.generation ?? 0,
    lastTransitionTime: isSame ? textAt(before, "lastTransitionTime") : timestamp(now),
    reason: isAllowed ? "SufficientPods" : "InsufficientPods",
    message: "",
  };
}
