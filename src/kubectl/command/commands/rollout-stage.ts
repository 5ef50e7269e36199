import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";

/** How far a rollout is, in kubectl's words (`polymorphichelpers`, rollout_status.go). */
export type RolloutStage = { readonly text: string; readonly isDone: boolean } | { readonly failed: string };

/** Undefined for kinds that are not rolled out. */
export function rolloutStage(workload: JsonObject, revision: number): RolloutStage | undefined {
  const stage = STAGES[textAt(workload, "kind") ?? ""];
  return stage?.(factsOf(workload), revision);
}

interface Facts {
  readonly name: string;
  readonly workload: JsonObject;
  readonly spec: JsonObject;
  readonly status: JsonObject;
  readonly generation: number;
  readonly observed: number;
}

function factsOf(workload: JsonObject): Facts {
  const status = objectAt(workload, "status");
  return {
    name: JSON.stringify(textAt(workload, "metadata", "name") ?? ""),
    workload,
    spec: objectAt(workload, "spec"),
    status,
    generation: numberAt(objectAt(workload, "metadata"), "generation"),
    observed: numberAt(status, "observedGeneration"),
  };
}

function numberAt(object: JsonObject, key: string): number {
  const value = object[key];
  return typeof value === "number" ? value : 0;
}

const STAGES: Readonly<Record<string, (facts: Facts, revision: number) => RolloutStage>> = {
  Deployment: deploymentStage,
  DaemonSet: daemonSetStage,
  StatefulSet: statefulSetStage,
};

function waiting(text: string): RolloutStage {
  return { text: `${text}...\n`, isDone: false };
}

function deploymentStage(facts: Facts, revision: number): RolloutStage {
  const { name, workload, spec, status, generation, observed } = facts;
  const running = Number(textAt(workload, "metadata", "annotations", "deployment.kubernetes.io/revision") ?? "0");
  if (revision > 0 && revision !== running)
    return { failed: `desired revision (${revision}) is different from the running revision (${running})` };
  if (generation > observed) return waiting("Waiting for deployment spec update to be observed");
  if (isOverdue(status)) return { failed: `deployment ${name} exceeded its progress deadline` };
  const [updated, all, available] = ["updatedReplicas", "replicas", "availableReplicas"].map((key) =>
    numberAt(status, key),
  ) as [number, number, number];
  const wanted = numberAt(spec, "replicas");
  const rollout = `Waiting for deployment ${name} rollout to finish:`;
  if (updated < wanted) return waiting(`${rollout} ${updated} out of ${wanted} new replicas have been updated`);
  if (all > updated) return waiting(`${rollout} ${all - updated} old replicas are pending termination`);
  if (available < updated) return waiting(`${rollout} ${available} of ${updated} updated replicas are available`);
  return { text: `deployment ${name} successfully rolled out\n`, isDone: true };
}

function isOverdue(status: JsonObject): boolean {
  const conditions = listAt(status, "conditions").filter(isJsonObject);
  return conditions.some(({ type, reason }) => type === "Progressing" && reason === "ProgressDeadlineExceeded");
}

const ONLY_ROLLING: RolloutStage = { failed: "rollout status is only available for RollingUpdate strategy type" };

function isRolling({ spec }: Facts): boolean {
  return textAt(spec, "updateStrategy", "type") === "RollingUpdate";
}

function daemonSetStage(facts: Facts): RolloutStage {
  const { name, status, generation, observed } = facts;
  if (!isRolling(facts)) return ONLY_ROLLING;
  if (generation > observed) return waiting("Waiting for daemon set spec update to be observed");
  const [updated, wanted, available] = ["updatedNumberScheduled", "desiredNumberScheduled", "numberAvailable"].map(
    (key) => numberAt(status, key),
  ) as [number, number, number];
  const rollout = `Waiting for daemon set ${name} rollout to finish:`;
  if (updated < wanted) return waiting(`${rollout} ${updated} out of ${wanted} new pods have been updated`);
  if (available < wanted) return waiting(`${rollout} ${available} of ${wanted} updated pods are available`);
  return { text: `daemon set ${name} successfully rolled out\n`, isDone: true };
}

function statefulSetStage(facts: Facts): RolloutStage {
  const { spec, status, generation, observed } = facts;
  if (!isRolling(facts)) return ONLY_ROLLING;
  if (observed === 0 || generation > observed) return waiting("Waiting for statefulset spec update to be observed");
  const [wanted, ready] = [numberAt(spec, "replicas"), numberAt(status, "readyReplicas")];
  if (ready < wanted) return waiting(`Waiting for ${wanted - ready} pods to be ready`);
  const rolling = objectAt(spec, "updateStrategy")["rollingUpdate"];
  if (isJsonObject(rolling)) return partitionStage(facts, rolling);
  const [current, update] = ["currentRevision", "updateRevision"].map((key) => textAt(status, key) ?? "");
  if (current !== update) {
    const pods = `${numberAt(status, "updatedReplicas")} pods at revision ${update ?? ""}`;
    return waiting(`waiting for statefulset rolling update to complete ${pods}`);
  }
  const pods = `${numberAt(status, "currentReplicas")} pods at revision ${current ?? ""}`;
  return { text: `statefulset rolling update complete ${pods}...\n`, isDone: true };
}

function partitionStage({ spec, status }: Facts, rolling: JsonObject): RolloutStage {
  const [wanted, updated] = [numberAt(spec, "replicas"), numberAt(status, "updatedReplicas")];
  const behind = wanted - numberAt(rolling, "partition");
  if (typeof rolling["partition"] === "number" && updated < behind)
    return waiting(
      `Waiting for partitioned roll out to finish: ${updated} out of ${behind} new pods have been updated`,
    );
  return { text: `partitioned roll out complete: ${updated} new pods have been updated...\n`, isDone: true };
}
