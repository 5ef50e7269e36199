import { objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { type Look, putStatus } from "./actions.ts";
import { isFinished, isReady, ownedBy } from "./owned.ts";
import { createPod, deletePod } from "./pods.ts";
import { replicasOf } from "./replica-sets.ts";
import type { Retries } from "./retries.ts";
import { templateHash } from "./template-hash.ts";

const REVISION = "controller-revision-hash";

/**
 * Pods `NAME-0`, `NAME-1` … one after the other: the next one comes when the one before is ready. So a pod that cannot
 * pull its image stops the set, and a corrected template too, until somebody deletes that pod (the real one does the same).
 */
export function reconcileStatefulSet(look: Look, set: KubernetesObject, retries: Retries): void {
  const pods = ownedBy<Pod>(look.store.list("pods", set.metadata.namespace ?? ""), set);
  const { name = "" } = set.metadata;
  const revision = `${name}-${templateHash(objectAt(set, "spec", "template"))}`;
  putStatus(look, set, statusOf(set, pods, revision));
  const slots = Array.from({ length: replicasOf(set) }, (_, ordinal) => ({
    ordinal,
    pod: pods.find((pod) => pod.metadata.name === `${name}-${ordinal}`),
  }));
  const gap = slots.find(
    ({ pod }) => pod === undefined || !isReady(pod) || pod.metadata.deletionTimestamp !== undefined,
  );
  if (gap !== undefined) return fill(look, set, { ...gap, revision, retries });
  const extra = pods.filter((pod) => !slots.some((slot) => slot.pod === pod)).sort(byOrdinalDown)[0];
  const outdated = slots.toReversed().find(({ pod }) => pod?.metadata.labels?.[REVISION] !== revision)?.pod;
  const leaving = extra ?? (textAt(set, "spec", "updateStrategy", "type") === "OnDelete" ? undefined : outdated);
  if (leaving !== undefined && leaving.metadata.deletionTimestamp === undefined) deletePod(look, set, leaving);
}

interface Gap {
  readonly ordinal: number;
  readonly pod: Pod | undefined;
  readonly revision: string;
  readonly retries: Retries;
}

/** Creates a pod that is missing, replaces one that has ended; waits for one that is there but not ready. */
function fill(look: Look, set: KubernetesObject, { ordinal, pod, revision, retries }: Gap): void {
  if (pod !== undefined) {
    if (isFinished(pod) && pod.metadata.deletionTimestamp === undefined) deletePod(look, set, pod);
    return;
  }
  const { name = "", uid = "" } = set.metadata;
  const now = look.clock.now();
  if (!retries.mayTry(uid, now)) return;
  const labels = {
    [REVISION]: revision,
    "apps.kubernetes.io/pod-index": `${ordinal}`,
    "statefulset.kubernetes.io/pod-name": `${name}-${ordinal}`,
  };
  const spec = { hostname: `${name}-${ordinal}`, subdomain: textAt(set, "spec", "serviceName") };
  const refusal = createPod(look, set, { name: `${name}-${ordinal}`, labels, spec });
  if (refusal === undefined) retries.succeeded(uid);
  else look.againAt(retries.failed(uid, now));
}

function byOrdinalDown(a: Pod, b: Pod): number {
  const ordinal = (pod: Pod): number => Number(pod.metadata.name?.split("-").at(-1));
  return ordinal(b) - ordinal(a);
}

function statusOf(set: KubernetesObject, pods: readonly Pod[], revision: string): object {
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[REVISION] === revision).length;
  const current = updated === pods.length ? revision : (textAt(set, "status", "currentRevision") ?? revision);
  return {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    ...(updated === 0 ? {} : { currentReplicas: updated, updatedReplicas: updated }),
    currentRevision: current,
    updateRevision: revision,
    collisionCount: 0,
    availableReplicas: ready,
  };
}
