import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { isSelected } from "../scheduling/node-affinity.ts";
import { untolerated } from "../scheduling/taints.ts";
import { type Look, putStatus } from "./actions.ts";
import { claimed } from "./claim.ts";
import { isFinished, isReady } from "./owned.ts";
import { createPod, deletePod } from "./pods.ts";
import type { Retries } from "./retries.ts";
import { ensureRevision, REVISION_LABEL as HASH } from "./revisions.ts";

const GENERATION = "pod-template-generation";

/** One pod on every node that fits its template; a changed template replaces them one by one. */
export function reconcileDaemonSet(look: Look, set: KubernetesObject, retries: Retries): void {
  const pods = claimed<Pod>(look, set, { resource: "pods" });
  const { hash } = ensureRevision(look, set);
  const fitting = look.store.list("nodes").filter((node) => fits(node, set));
  const onNode = (node: KubernetesObject): Pod | undefined =>
    pods.find((pod) => (targetOf(pod) ?? pod.spec.nodeName) === node.metadata.name && !isFinished(pod));
  const staying = look.store.list("nodes").filter((node) => !fitting.includes(node) && mayStay(node, set));
  const [meant, left] = [fitting, staying].map((nodes) => new Set(nodes.map(onNode)));
  const there = pods.filter((pod) => meant?.has(pod));
  const astray = pods.filter((pod) => left?.has(pod));
  putStatus(look, set, statusOf(set, { wanted: fitting.length, pods: there, hash, astray: astray.length }));
  for (const pod of pods) {
    const isAstray = !there.includes(pod) && !astray.includes(pod);
    if ((isAstray || isFinished(pod)) && pod.metadata.deletionTimestamp === undefined) deletePod(look, set, pod);
  }
  for (const node of fitting) if (onNode(node) === undefined) place(look, set, { node, hash, retries });
  replaceOne(look, set, { pods, hash });
}

interface Placement {
  readonly node: KubernetesObject;
  readonly hash: string;
  readonly retries: Retries;
}

/** The pod is bound to its node by affinity, so that the scheduler has the last word. */
function place(look: Look, set: KubernetesObject, { node, hash, retries }: Placement): void {
  const { name = "" } = node.metadata;
  const generation = set.metadata.annotations?.["deprecated.daemonset.template.generation"] ?? "1";
  const key = `${set.metadata.uid ?? ""}/${name}`;
  const now = look.clock.now();
  if (!retries.mayTry(key, now)) return;
  const matchFields = [{ key: "metadata.name", operator: "In", values: [name] }];
  const required = { nodeSelectorTerms: [{ matchFields }] };
  const template = objectAt(set, "spec", "template", "spec");
  const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
  const refusal = createPod(look, set, {
    labels: { [HASH]: hash, [GENERATION]: generation },
    spec: { affinity, tolerations: tolerations(template) },
  });
  if (refusal === undefined) retries.succeeded(key);
  else look.againAt(retries.failed(key, now));
}

function targetOf(pod: Pod): string | undefined {
  const affinity = objectAt(pod, "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution");
  const [term] = (affinity["nodeSelectorTerms"] ?? []) as readonly {
    readonly matchFields?: readonly { readonly values?: readonly string[] }[];
  }[];
  return term?.matchFields?.[0]?.values?.[0];
}

/** A pod that is there stays, unless the node drives out what does not tolerate it. */
function mayStay(node: KubernetesObject, set: KubernetesObject): boolean {
  const spec = objectAt(set, "spec", "template", "spec");
  return isSelected(node, spec) && untolerated(node, tolerations(spec), ["NoExecute"]) === undefined;
}

/** What every node asks of a pod is the scheduler's; which nodes are asked is the set's. */
function fits(node: KubernetesObject, set: KubernetesObject): boolean {
  const spec = objectAt(set, "spec", "template", "spec");
  const isTolerated = untolerated(node, tolerations(spec), ["NoSchedule", "NoExecute"]) === undefined;
  return isTolerated && isSelected(node, spec);
}

/** Pods of a set stay where others have to go, and come to nodes that take nobody else. */
const TOLERATED = [
  ["not-ready", "NoExecute"],
  ["unreachable", "NoExecute"],
  ["disk-pressure", "NoSchedule"],
  ["memory-pressure", "NoSchedule"],
  ["pid-pressure", "NoSchedule"],
  ["unschedulable", "NoSchedule"],
] as const;

function tolerations(spec: JsonObject): readonly unknown[] {
  const own = TOLERATED.map(([name, effect]) => ({ key: `node.kubernetes.io/${name}`, operator: "Exists", effect }));
  const network = { key: "node.kubernetes.io/network-unavailable", operator: "Exists", effect: "NoSchedule" };
  return [...listAt(spec, "tolerations"), ...own, ...(spec["hostNetwork"] === true ? [network] : [])];
}

interface Generation {
  readonly pods: readonly Pod[];
  readonly hash: string;
}

/** `maxUnavailable` is taken to be 1, as it is by default; pods that are not ready any more go first. */
function replaceOne(look: Look, set: KubernetesObject, { pods, hash }: Generation): void {
  if (textAt(set, "spec", "updateStrategy", "type") === "OnDelete") return;
  const outdated = pods.filter(
    (pod) => pod.metadata.labels?.[HASH] !== hash && pod.metadata.deletionTimestamp === undefined,
  );
  const broken = outdated.filter((pod) => !isReady(pod));
  const isWhole = pods.every((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined);
  const [next] = isWhole ? outdated : [];
  for (const pod of next === undefined ? broken : [next]) deletePod(look, set, pod);
}

interface Tally extends Generation {
  readonly wanted: number;
  /** Pods on nodes that would take none now. */
  readonly astray: number;
}

function statusOf(set: KubernetesObject, { wanted, pods, hash, astray }: Tally): object {
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[HASH] === hash).length;
  return {
    currentNumberScheduled: pods.length,
    numberMisscheduled: astray,
    desiredNumberScheduled: wanted,
    numberReady: ready,
    observedGeneration: set.metadata.generation,
    ...(updated === 0 ? {} : { updatedNumberScheduled: updated }),
    ...(ready === 0 ? {} : { numberAvailable: ready }),
    ...(wanted === ready ? {} : { numberUnavailable: wanted - ready }),
  };
}
