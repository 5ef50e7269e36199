import { isJsonObject, type JsonObject, listAt, objectAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { replicasOf } from "./replica-sets.ts";
import { boundsOf } from "./rolling.ts";

export interface Progress {
  readonly status: JsonObject;
  /** When the rollout will count as stuck, unless it moves on; absent where it is done or stuck already. */
  readonly deadline?: number;
}

const PAUSED = { status: "Unknown", reason: "DeploymentPaused", message: "Deployment is paused" };
const RESUMED = { status: "Unknown", reason: "DeploymentResumed", message: "Deployment is resumed" };
const TIMED_OUT = "ProgressDeadlineExceeded";
const DONE = "NewReplicaSetAvailable";

interface Split {
  readonly next: KubernetesObject;
  readonly old: readonly KubernetesObject[];
}

/** Counts and conditions of a deployment, from those of its replica sets. */
export function deploymentStatus(deployment: KubernetesObject, { next, old }: Split, now: number): Progress {
  const total = (key: string): number => [next, ...old].reduce((sum, set) => sum + statusNumber(set, key), 0);
  const wanted = [next, ...old].reduce((sum, set) => sum + replicasOf(set), 0);
  const available = total("availableReplicas");
  const counts = {
    replicas: total("replicas"),
    updatedReplicas: statusNumber(next, "replicas"),
    readyReplicas: total("readyReplicas"),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, wanted - available),
  };
  const conditions = conditionsOf(deployment, { counts, name: next.metadata.name ?? "", now });
  const failure = failureOf(deployment, [next, ...old]);
  const status = {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    conditions: failure === undefined ? conditions.list : [...conditions.list, failure],
  };
  return { status, ...(conditions.deadline === undefined ? {} : { deadline: conditions.deadline }) };
}

const FAILURE = "ReplicaFailure";

/** Why a replica set lacks pods: the new one speaks first, and what was said once stays until the reason is another. */
function failureOf(deployment: KubernetesObject, sets: readonly KubernetesObject[]): JsonObject | undefined {
  const found = sets
    .flatMap((set) => listAt(set, "status", "conditions"))
    .find((item) => objectAt(item)["type"] === FAILURE);
  if (found === undefined) return undefined;
  const { lastTransitionTime, ...said } = objectAt(found);
  const old = oldCondition(deployment, FAILURE);
  const isSame = old?.["status"] === said["status"] && old?.["reason"] === said["reason"];
  return isSame ? old : { ...said, lastUpdateTime: lastTransitionTime, lastTransitionTime };
}

interface Facts {
  readonly counts: Readonly<Record<string, number>>;
  /** Of the new replica set. */
  readonly name: string;
  readonly now: number;
}

function conditionsOf(deployment: KubernetesObject, facts: Facts): { list: readonly JsonObject[]; deadline?: number } {
  const { counts, now } = facts;
  const replicas = replicasOf(deployment);
  const isAvailable = (counts["availableReplicas"] ?? 0) >= replicas - boundsOf(deployment).unavailable;
  const available = isAvailable
    ? { status: "True", reason: "MinimumReplicasAvailable", message: "Deployment has minimum availability." }
    : {
        status: "False",
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      };
  const progressing = progressOf(deployment, facts);
  const list = [
    condition(deployment, { type: "Available", ...available }, { now, moved: false }),
    condition(deployment, { type: "Progressing", ...progressing.condition }, { now, moved: progressing.moved }),
  ];
  return progressing.deadline === undefined ? { list } : { list, deadline: progressing.deadline };
}

interface Progressing {
  readonly condition: JsonObject;
  /** Something has moved since the last look, so the deadline starts anew. */
  readonly moved: boolean;
  readonly deadline?: number;
}

function progressOf(deployment: KubernetesObject, { counts, name, now }: Facts): Progressing {
  if (objectAt(deployment, "spec")["paused"] === true) return { condition: PAUSED, moved: false };
  const before = oldCondition(deployment, "Progressing") ?? foundCondition(name, now);
  const { status, reason, message } = before;
  const kept = { condition: { status, reason, message }, moved: false };
  if (counts["replicas"] === counts["updatedReplicas"] && reason === DONE) return kept;
  if (isDone(deployment, counts)) {
    const done = { status: "True", reason: DONE, message: `ReplicaSet "${name}" has successfully progressed.` };
    return { condition: done, moved: false };
  }
  const seconds = Number(objectAt(deployment, "spec")["progressDeadlineSeconds"] ?? 600);
  if (reason === PAUSED.reason) return { condition: RESUMED, moved: true, deadline: now + seconds * 1000 };
  if (hasMoved(deployment, counts)) {
    const moved = { status: "True", reason: "ReplicaSetUpdated", message: `ReplicaSet "${name}" is progressing.` };
    return { condition: moved, moved: true, deadline: now + seconds * 1000 };
  }
  if (reason === TIMED_OUT || reason === DONE) return kept;
  const deadline = Date.parse(String(before["lastUpdateTime"])) + seconds * 1000;
  if (deadline > now) return { ...kept, deadline };
  const late = { status: "False", reason: TIMED_OUT, message: `ReplicaSet "${name}" has timed out progressing.` };
  return { condition: late, moved: false };
}

function isDone(deployment: KubernetesObject, counts: Facts["counts"]): boolean {
  const replicas = replicasOf(deployment);
  return ["updatedReplicas", "replicas", "availableReplicas"].every((key) => counts[key] === replicas);
}

/** More new, ready or available pods than at the last look, or fewer old ones. */
function hasMoved(deployment: KubernetesObject, counts: Facts["counts"]): boolean {
  const before = (key: string): number => Number(objectAt(deployment, "status")[key] ?? 0);
  const grown = ["updatedReplicas", "readyReplicas", "availableReplicas"].some(
    (key) => (counts[key] ?? 0) > before(key),
  );
  const old = (counts["replicas"] ?? 0) - (counts["updatedReplicas"] ?? 0);
  return grown || old < before("replicas") - before("updatedReplicas");
}

/** The conditions of a deployment whose new replica set was made just now. */
export function conditionsOfCreated(deployment: KubernetesObject, name: string, now: number): readonly JsonObject[] {
  const progressing = {
    type: "Progressing",
    status: "True",
    reason: "NewReplicaSetCreated",
    message: `Created new replica set "${name}"`,
  };
  const others = listAt(deployment, "status", "conditions")
    .filter(isJsonObject)
    .filter(({ type }) => type !== "Progressing");
  return [...others, condition(deployment, progressing, { now, moved: true })];
}

function foundCondition(name: string, now: number): JsonObject {
  const message = `Found new replica set "${name}"`;
  return { status: "True", reason: "FoundNewReplicaSet", message, lastUpdateTime: timestamp(now) };
}

interface Moment {
  readonly now: number;
  /** The condition is renewed although it says the same. */
  readonly moved: boolean;
}

function condition(deployment: KubernetesObject, wanted: JsonObject, { now, moved }: Moment): JsonObject {
  const old = oldCondition(deployment, String(wanted["type"]));
  const time = timestamp(now);
  const isSame = old?.["status"] === wanted["status"] && old?.["reason"] === wanted["reason"] && !moved;
  return {
    ...wanted,
    lastUpdateTime: isSame ? old?.["lastUpdateTime"] : time,
    lastTransitionTime: old?.["status"] === wanted["status"] ? old?.["lastTransitionTime"] : time,
  };
}

function oldCondition(deployment: KubernetesObject, type: string): JsonObject | undefined {
  return listAt(deployment, "status", "conditions")
    .filter(isJsonObject)
    .find((item) => item["type"] === type);
}

function statusNumber(set: KubernetesObject, key: string): number {
  return Number(objectAt(set, "status")[key] ?? 0);
}
