import { jsonEqual, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { createFor, type Look, putFor, putStatus, removeFor } from "./actions.ts";
import { claimed } from "./claim.ts";
import { conditionsOfCreated, deploymentStatus, type Progress } from "./deployment-status.ts";
import { ownedBy, ownerReference } from "./owned.ts";
import { replicasOf } from "./replica-sets.ts";
import { boundsOf, nextReplicas, oldReplicas, type Sets } from "./rolling.ts";
import { templateHash } from "./template-hash.ts";

const REVISION = "deployment.kubernetes.io/revision";
const HASH = "pod-template-hash";

/** Keeps one replica set a template, and moves pods from the old ones to the new one. One step a look. */
export function reconcileDeployment(look: Look, deployment: KubernetesObject): void {
  const sets = claimed<KubernetesObject>(look, deployment, { resource: "replicasets" });
  const next = sets.find((set) => isFromTemplate(set, deployment));
  const old = sets.filter((set) => set !== next);
  const isPaused = objectAt(deployment, "spec")["paused"] === true;
  if (next === undefined && isPaused) return standStill(look, deployment, old);
  if (next === undefined) return createSet(look, deployment, old);
  const revision = `${Math.max(0, ...old.map(revisionOf)) + 1}`;
  if (revisionOf(next) < Number(revision)) putFor(look, deployment, annotated(next, { [REVISION]: revision }));
  if (isPaused) resize(look, deployment, [next, ...old]);
  else step(look, deployment, { next, old });
  report(look, deployment, { next, old });
  forgetOld(look, deployment, { next, old });
}

/** Drops the oldest sets without pods beyond the limit of the history, when a rollout is over. */
function forgetOld(look: Look, deployment: KubernetesObject, { next, old }: Split): void {
  const limit = Number(objectAt(deployment, "spec")["revisionHistoryLimit"] ?? 10);
  const isOver = Number(objectAt(next, "status")["availableReplicas"] ?? 0) >= replicasOf(deployment);
  const idle = old.filter((set) => replicasOf(set) === 0 && Number(objectAt(set, "status")["replicas"] ?? 0) === 0);
  if (!isOver || idle.length <= limit) return;
  const oldest = [...idle].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, idle.length - limit);
  for (const set of oldest) removeFor(look, deployment, set);
}

/** While a deployment is paused, a new template waits; the number of pods is still followed. */
function standStill(look: Look, deployment: KubernetesObject, old: readonly KubernetesObject[]): void {
  resize(look, deployment, old);
  const revision = deployment.metadata.annotations?.[REVISION] ?? "0";
  const metadata = { name: "", annotations: { [REVISION]: revision } };
  const none = { spec: { replicas: 0 }, status: {} };
  report(look, deployment, { next: { apiVersion: "apps/v1", kind: "ReplicaSet", metadata, ...none }, old });
}

/** Where one set alone has pods, it gets the number that is wanted. */
function resize(look: Look, deployment: KubernetesObject, sets: readonly KubernetesObject[]): void {
  const [active, ...others] = sets.filter((set) => replicasOf(set) > 0);
  const to = replicasOf(deployment);
  if (active !== undefined && others.length === 0 && replicasOf(active) !== to)
    scale(look, deployment, { set: active, to });
}

interface Split {
  readonly next: KubernetesObject;
  /** In order of age. */
  readonly old: readonly KubernetesObject[];
}

/** Scales the new set; where that stands, the old ones. */
function step(look: Look, deployment: KubernetesObject, { next, old }: Split): void {
  const counts = countsOf(deployment, next, old);
  if (textAt(deployment, "spec", "strategy", "type") === "Recreate") return recreate(look, deployment, { next, old });
  const wanted = nextReplicas(counts);
  if (wanted !== counts.next.replicas) return scale(look, deployment, { set: next, to: wanted });
  oldReplicas(counts).forEach((replicas, index) => {
    const set = old[index];
    if (set !== undefined && replicas !== replicasOf(set)) scale(look, deployment, { set, to: replicas });
  });
}

/** Every old pod is gone before the first new one comes. */
function recreate(look: Look, deployment: KubernetesObject, { next, old }: Split): void {
  for (const set of old) if (replicasOf(set) > 0) scale(look, deployment, { set, to: 0 });
  const pods = old.flatMap((set) => ownedBy<Pod>(look.store.list("pods", deployment.metadata.namespace ?? ""), set));
  const wanted = replicasOf(deployment);
  if (pods.length === 0 && replicasOf(next) !== wanted) scale(look, deployment, { set: next, to: wanted });
}

function countsOf(
  deployment: KubernetesObject,
  next: KubernetesObject | undefined,
  old: readonly KubernetesObject[],
): Sets {
  const counts = (set: KubernetesObject): Sets["next"] => ({
    replicas: replicasOf(set),
    available: Number(objectAt(set, "status")["availableReplicas"] ?? 0),
  });
  return {
    wanted: replicasOf(deployment),
    bounds: boundsOf(deployment),
    next: next === undefined ? { replicas: 0, available: 0 } : counts(next),
    old: old.map(counts),
  };
}

function isFromTemplate(set: KubernetesObject, deployment: KubernetesObject): boolean {
  const template = objectAt(set, "spec", "template");
  const { [HASH]: _hash, ...labels } = objectAt(template, "metadata", "labels");
  const plain = { ...template, metadata: { ...objectAt(template, "metadata"), labels } };
  return jsonEqual(plain, objectAt(deployment, "spec", "template"));
}

function revisionOf(set: KubernetesObject): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}

function annotated(object: KubernetesObject, annotations: Readonly<Record<string, string>>): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } },
  };
}

function createSet(look: Look, deployment: KubernetesObject, old: readonly KubernetesObject[]): void {
  const { name = "" } = deployment.metadata;
  const template = objectAt(deployment, "spec", "template");
  const hash = templateHash(template);
  const labels = { ...objectAt(template, "metadata", "labels"), [HASH]: hash };
  const isRecreate = textAt(deployment, "spec", "strategy", "type") === "Recreate";
  const replicas = isRecreate && old.length > 0 ? 0 : nextReplicas(countsOf(deployment, undefined, old));
  const selector = { ...objectAt(deployment, "spec", "selector", "matchLabels"), [HASH]: hash };
  const annotations = { ...sizeAnnotations(deployment), [REVISION]: `${Math.max(0, ...old.map(revisionOf)) + 1}` };
  createFor(look, deployment, {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: `${name}-${hash}`, labels, annotations, ownerReferences: [ownerReference(deployment)] },
    spec: {
      replicas,
      selector: { matchLabels: selector },
      template: { ...template, metadata: { ...objectAt(template, "metadata"), labels } },
    },
  });
  if (replicas > 0) announce(look, deployment, { name: `${name}-${hash}`, to: replicas });
  tellCreated(look, deployment, { name: `${name}-${hash}`, revision: annotations[REVISION] });
}

interface Created {
  readonly name: string;
  readonly revision: string;
}

function tellCreated(look: Look, deployment: KubernetesObject, { name, revision }: Created): void {
  const conditions = conditionsOfCreated(deployment, name, look.clock.now());
  putStatus(look, annotated(deployment, { [REVISION]: revision }), { ...objectAt(deployment, "status"), conditions });
}

function sizeAnnotations(deployment: KubernetesObject): Readonly<Record<string, string>> {
  const replicas = replicasOf(deployment);
  return {
    "deployment.kubernetes.io/desired-replicas": `${replicas}`,
    "deployment.kubernetes.io/max-replicas": `${replicas + boundsOf(deployment).surge}`,
  };
}

interface Resize {
  readonly set: KubernetesObject;
  readonly to: number;
}

function scale(look: Look, deployment: KubernetesObject, { set, to }: Resize): void {
  const spec = { ...objectAt(set, "spec"), replicas: to };
  const resized = { ...annotated(set, sizeAnnotations(deployment)), spec };
  putFor(look, deployment, resized);
  announce(look, deployment, { name: set.metadata.name ?? "", from: replicasOf(set), to });
}

interface Scaling {
  readonly name: string;
  /** Absent: the replica set is new. */
  readonly from?: number;
  readonly to: number;
}

function announce(look: Look, deployment: KubernetesObject, scaling: Scaling): void {
  const { name, from = 0, to } = scaling;
  const steps = look.rules.admission.scalingSaysFromFirst ? `from ${from} to ${to}` : olderSteps(scaling);
  const message = `Scaled ${to > from ? "up" : "down"} replica set ${name} ${steps}`;
  look.emit(deployment, { type: "Normal", reason: "ScalingReplicaSet", message });
}

function olderSteps({ from, to }: Scaling): string {
  return from === undefined ? `to ${to}` : `to ${to} from ${from}`;
}

/** Writes the status, and comes back when the deadline of the progress is over. */
function report(look: Look, deployment: KubernetesObject, split: Split): void {
  const now = look.clock.now();
  const fresh = look.store.get("deployments", deployment.metadata.namespace ?? "", deployment.metadata.name ?? "");
  if (fresh === undefined) return;
  const progress: Progress = deploymentStatus(fresh, split, now);
  const revision = `${revisionOf(split.next)}`;
  putStatus(look, annotated(fresh, { [REVISION]: revision }), progress.status);
  if (progress.deadline !== undefined) look.againAt(progress.deadline);
}
