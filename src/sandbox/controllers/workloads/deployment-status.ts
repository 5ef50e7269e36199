import { isJsonObject, type JsonObject, listAt, objectAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { replicasOf } from "./replica-sets.ts";
import { boundsOf } from "./rolling.ts";

export interface Progress {
  readonly status: JsonObject;
  /** When the rollout will count as stuck, unless it moves on; absent where it is done or stuck already. */
  readonly deadline?: number;
}

const TIMED_OUT = "ProgressDeadlineExceeded";

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
  const status = {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    conditions: conditions.list,
  };
  return { status, ...(conditions.deadline === undefined ? {} : { deadline: conditions.deadline }) };
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
  const replicas = replicasOf(deployment);
  const old = objectAt(deployment, "status");
  const same = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas"].every(
    (key) => Number(old[key] ?? 0) === counts[key],
  );
  const seen = Number(old["observedGeneration"] ?? 0) === deployment.metadata.generation;
  const isDone = [counts["updatedReplicas"], counts["replicas"], counts["availableReplicas"]].every(
    (n) => n === replicas,
  );
  if (isDone) {
    const message = `ReplicaSet "${name}" has successfully progressed.`;
    return { condition: { status: "True", reason: "NewReplicaSetAvailable", message }, moved: !same };
  }
  const moved = !same || !seen;
  const before = oldCondition(deployment, "Progressing");
  const seconds = Number(objectAt(deployment, "spec")["progressDeadlineSeconds"] ?? 600);
  const since = moved || before === undefined ? now : Date.parse(String(before["lastUpdateTime"]));
  const deadline = since + seconds * 1000;
  const isStuck = !moved && before?.["reason"] === TIMED_OUT;
  if (isStuck || deadline <= now) {
    const message = `ReplicaSet "${name}" has timed out progressing.`;
    return { condition: { status: "False", reason: TIMED_OUT, message }, moved: false };
  }
  const message = `ReplicaSet "${name}" is progressing.`;
  return { condition: { status: "True", reason: "ReplicaSetUpdated", message }, moved, deadline };
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
