import { objectAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { type Look, putStatus } from "./actions.ts";
import { claimed } from "./claim.ts";
import { isActive, isReady } from "./owned.ts";
import { createPod, deletePod } from "./pods.ts";
import type { Retries } from "./retries.ts";

/** Has as many pods as it should, and says how many it has. */
export function reconcileReplicaSet(look: Look, set: KubernetesObject, retries: Retries): void {
  const pods = claimed<Pod>(look, set, { resource: "pods" }).filter(isActive);
  putStatus(look, set, statusOf(set, pods, failureOf(set)));
  const missing = replicasOf(set) - pods.length;
  if (missing < 0) for (const pod of surplus(pods, -missing)) deletePod(look, set, pod);
  if (missing > 0) createMissing(look, set, { pods, missing, retries });
}

export function replicasOf(object: KubernetesObject): number {
  return Number(objectAt(object, "spec")["replicas"] ?? 1);
}

interface Missing {
  readonly pods: readonly Pod[];
  readonly missing: number;
  readonly retries: Retries;
}

/** After a refused pod nothing more is tried until the pause is over. */
function createMissing(look: Look, set: KubernetesObject, { pods, missing, retries }: Missing): void {
  const { uid = "" } = set.metadata;
  const now = look.clock.now();
  if (!retries.mayTry(uid, now)) return;
  for (let index = 0; index < missing; index += 1) {
    const refusal = createPod(look, set);
    if (refusal !== undefined) {
      look.againAt(retries.failed(uid, now));
      return putStatus(look, set, statusOf(set, pods, failureOf(set) ?? failure(refusal.message, now)));
    }
  }
  retries.succeeded(uid);
  putStatus(look, set, statusOf(set, pods));
}

/** Whom to end first: pods without a node, not ready, young (the controller's ActivePods order). */
function surplus(pods: readonly Pod[], count: number): readonly Pod[] {
  const rank = (pod: Pod): number => (pod.spec.nodeName === undefined ? 0 : 1) + (isReady(pod) ? 2 : 0);
  const age = (pod: Pod): string => pod.metadata.creationTimestamp ?? "";
  return [...pods].sort((a, b) => rank(a) - rank(b) || (age(a) > age(b) ? -1 : 1)).slice(0, count);
}

function statusOf(set: KubernetesObject, pods: readonly Pod[], condition?: object): object {
  const ready = pods.filter(isReady).length;
  return {
    replicas: pods.length,
    ...(pods.length === 0 ? {} : { fullyLabeledReplicas: pods.length }),
    ...(ready === 0 ? {} : { readyReplicas: ready, availableReplicas: ready }),
    observedGeneration: set.metadata.generation,
    ...(condition === undefined ? {} : { conditions: [condition] }),
  };
}

/** The refusal that the set still suffers from. */
function failureOf(set: KubernetesObject): object | undefined {
  const [condition] = (objectAt(set, "status")["conditions"] ?? []) as readonly object[];
  return condition;
}

function failure(message: string, now: number): object {
  const lastTransitionTime = timestamp(now);
  return { type: "ReplicaFailure", status: "True", lastTransitionTime, reason: "FailedCreate", message };
}
