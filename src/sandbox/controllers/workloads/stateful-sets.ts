import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { createFor, type Look, putStatus, removeFor } from "./actions.ts";
import { claimed } from "./claim.ts";
import { isFinished, isReady } from "./owned.ts";
import { createPod } from "./pods.ts";
import { replicasOf } from "./replica-sets.ts";
import type { Retries } from "./retries.ts";
import { ensureRevision, REVISION_LABEL } from "./revisions.ts";

interface Turn {
  readonly set: KubernetesObject;
  readonly pods: readonly Pod[];
  /** Name of the revision that the template is, and of the one before, while pods of it are left. */
  readonly update: string;
  readonly current: string;
  readonly retries: Retries;
}

interface Slot {
  readonly ordinal: number;
  readonly pod: Pod | undefined;
}

/**
 * Pods `NAME-0`, `NAME-1` … one after the other: the next one comes when the one before is ready. So a pod that cannot
 * pull its image stops the set, and a corrected template too, until somebody deletes that pod (the real one does the same).
 * With `Parallel`, they come and go together.
 */
export function reconcileStatefulSet(look: Look, set: KubernetesObject, retries: Retries): void {
  const { name = "" } = set.metadata;
  const isMeant = (pod: KubernetesObject): boolean => ordinalOf(pod, name) !== undefined;
  const pods = claimed<Pod>(look, set, { resource: "pods", isMeant });
  const { name: update } = ensureRevision(look, set);
  const turn = { set, pods, update, current: textAt(set, "status", "currentRevision") ?? update, retries };
  const first = Number(objectAt(set, "spec", "ordinals")["start"] ?? 0);
  const slots = Array.from({ length: replicasOf(set) }, (_, index) => ({
    ordinal: first + index,
    pod: pods.find((pod) => pod.metadata.name === `${name}-${first + index}`),
  }));
  putStatus(look, set, statusOf(turn));
  const isParallel = textAt(set, "spec", "podManagementPolicy") === "Parallel";
  const gaps = slots.filter(({ pod }) => pod === undefined || !isReady(pod) || isLeaving(pod));
  for (const gap of isParallel ? gaps : gaps.slice(0, 1)) fill(look, turn, gap);
  if (gaps.length > 0 && !isParallel) return;
  const surplus = pods.filter((pod) => !slots.some((slot) => slot.pod === pod)).sort(byOrdinalDown);
  for (const pod of isParallel ? surplus : surplus.slice(0, 1)) leave(look, turn, pod);
  if (surplus.length === 0 && gaps.length === 0) replaceOutdated(look, turn, slots);
}

function isLeaving(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** The last outdated pod, down to the partition. */
function replaceOutdated(look: Look, turn: Turn, slots: readonly Slot[]): void {
  const strategy = objectAt(turn.set, "spec", "updateStrategy");
  if (strategy["type"] === "OnDelete") return;
  const partition = Number(objectAt(strategy, "rollingUpdate")["partition"] ?? 0);
  const outdated = slots
    .toReversed()
    .find(({ ordinal, pod }) => ordinal >= partition && pod?.metadata.labels?.[REVISION_LABEL] !== turn.update);
  if (outdated?.pod !== undefined) leave(look, turn, outdated.pod);
}

function leave(look: Look, { set }: Turn, pod: Pod): void {
  if (isLeaving(pod)) return;
  const { name = "" } = set.metadata;
  removeFor(look, set, pod);
  const message = `delete Pod ${pod.metadata.name ?? ""} in StatefulSet ${name} successful`;
  look.emit(set, { type: "Normal", reason: "SuccessfulDelete", message });
}

/** Creates a pod that is missing, replaces one that has ended; waits for one that is there but not ready. */
function fill(look: Look, turn: Turn, { ordinal, pod }: Slot): void {
  if (pod !== undefined) {
    if (isFinished(pod)) leave(look, turn, pod);
    return;
  }
  const { set, retries } = turn;
  const { name = "", uid = "" } = set.metadata;
  const now = look.clock.now();
  if (!retries.mayTry(uid, now)) return;
  const own = `${name}-${ordinal}`;
  const labels = {
    [REVISION_LABEL]: turn.update,
    "apps.kubernetes.io/pod-index": `${ordinal}`,
    "statefulset.kubernetes.io/pod-name": own,
  };
  const volumes = claimVolumes(look, set, own);
  const spec = { hostname: own, subdomain: textAt(set, "spec", "serviceName"), ...volumes };
  const refusal = createPod(look, set, {
    name: own,
    labels,
    spec,
    says: () => `create Pod ${own} in StatefulSet ${name} successful`,
    fails: (_, why) => `create Pod ${own} in StatefulSet ${name} failed error: ${why}`,
  });
  if (refusal === undefined) retries.succeeded(uid);
  else look.againAt(retries.failed(uid, now));
}

/** Each pod has claims of its own, which stay when it goes. */
function claimVolumes(look: Look, set: KubernetesObject, pod: string): JsonObject {
  const { name = "", namespace = "" } = set.metadata;
  const templates = listAt(set, "spec", "volumeClaimTemplates").filter(isJsonObject);
  if (templates.length === 0) return {};
  const claims = templates.map((template) => {
    const volume = textAt(template, "metadata", "name") ?? "";
    const claimName = `${volume}-${pod}`;
    if (look.store.get("persistentvolumeclaims", namespace, claimName) === undefined) {
      const labels = objectAt(set, "spec", "selector", "matchLabels");
      const metadata = { ...objectAt(template, "metadata"), name: claimName, namespace, labels };
      const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata, spec: template["spec"] };
      const isMade = createFor(look, set, claim).ok;
      const message = `create Claim ${claimName} Pod ${pod} in StatefulSet ${name} success`;
      if (isMade) look.emit(set, { type: "Normal", reason: "SuccessfulCreate", message });
    }
    return { name: volume, persistentVolumeClaim: { claimName } };
  });
  const own = listAt(set, "spec", "template", "spec", "volumes");
  const others = own.filter((volume) => !claims.some(({ name: made }) => made === textAt(volume, "name")));
  return { volumes: [...others, ...claims] };
}

function byOrdinalDown(a: Pod, b: Pod): number {
  const ordinal = (pod: Pod): number => Number(pod.metadata.name?.split("-").at(-1));
  return ordinal(b) - ordinal(a);
}

function ordinalOf({ metadata }: KubernetesObject, set: string): number | undefined {
  const suffix = metadata.name?.startsWith(`${set}-`) === true ? metadata.name.slice(set.length + 1) : "";
  return /^\d+$/.test(suffix) ? Number(suffix) : undefined;
}

function statusOf({ set, pods, update, current }: Turn): object {
  const ready = pods.filter(isReady).length;
  const of = (revision: string): number =>
    pods.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === revision).length;
  const isDone = of(update) === pods.length && ready === replicasOf(set) && pods.length === replicasOf(set);
  const currentRevision = isDone ? update : current;
  const shown = { readyReplicas: ready, currentReplicas: of(currentRevision), updatedReplicas: of(update) };
  return {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...Object.fromEntries(Object.entries(shown).filter(([, count]) => count > 0)),
    currentRevision,
    updateRevision: update,
    collisionCount: 0,
    availableReplicas: ready,
  };
}
