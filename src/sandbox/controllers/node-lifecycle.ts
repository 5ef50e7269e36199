import { type Instant, jsonEqual, listAt, objectAt, textAt, timestamp, valueAt } from "../../base/index.ts";
import type { KubernetesObject, Pod } from "../../kinds/index.ts";
import type { Change } from "../store/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { controllerEvents, type EmitEvent } from "./events.ts";
import { hasEnded } from "./scheduling/placements.ts";
import { tolerates, tolerationsOf } from "./scheduling/taints.ts";
import { type AgainAt, afterChanges } from "./soon.ts";

const NOT_READY = "node.kubernetes.io/not-ready";
const UNREACHABLE = "node.kubernetes.io/unreachable";
const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
const DISK_PRESSURE = "node.kubernetes.io/disk-pressure";
const OWN = [NOT_READY, UNREACHABLE, UNSCHEDULABLE, DISK_PRESSURE];

interface Means extends ControllersOptions {
  readonly emit: EmitEvent;
  readonly againAt: AgainAt;
  /** When pods were first seen to have to go, by uid. */
  readonly since: Map<string, Instant>;
}

/** Taints nodes by their state, and sends pods away that do not tolerate it. */
export function startNodeLifecycle(options: ControllersOptions): void {
  const emit = controllerEvents(options, () => "taint-eviction-controller");
  const since = new Map<string, Instant>();
  afterChanges(options, { resources: ["nodes", "pods"], delay: 0, matters: concernsNodes(options) }, (againAt) => {
    const means: Means = { ...options, emit, againAt, since };
    const nodes = new Map(options.store.list("nodes").map((node) => [node.metadata.name, taintNode(means, node)]));
    for (const pod of options.store.list("pods") as readonly Pod[]) {
      const node = nodes.get(pod.spec.nodeName);
      if (node !== undefined && pod.metadata.deletionTimestamp === undefined) lookAfter(means, pod, node);
    }
  });
}

/** A pod matters that comes to a node which has something against it; all matter when a node changes. */
function concernsNodes({ store }: ControllersOptions): (change: Change) => boolean {
  return ({ type, resource, object, previous }) => {
    if (resource === "nodes") return type !== "MODIFIED" || stateKey(object) !== stateKey(previous);
    const name = textAt(object, "spec", "nodeName");
    if (name === undefined || type === "DELETED" || name === textAt(previous, "spec", "nodeName")) return false;
    const node = store.get("nodes", "", name);
    return node !== undefined && endingTaints(node).length > 0;
  };
}

function endingTaints(node: KubernetesObject): readonly unknown[] {
  return listAt(node, "spec", "taints").filter((taint) => textAt(taint, "effect") === "NoExecute");
}

function stateKey(node: KubernetesObject | undefined): string {
  return JSON.stringify([objectAt(node, "spec"), readiness(node), hasDiskPressure(node)]);
}

function readiness(node: KubernetesObject | undefined): string | undefined {
  const ready = listAt(node, "status", "conditions").find((item) => textAt(item, "type") === "Ready");
  return textAt(ready, "status");
}

function hasDiskPressure(node: KubernetesObject | undefined): boolean {
  const found = listAt(node, "status", "conditions").find((item) => textAt(item, "type") === "DiskPressure");
  return textAt(found, "status") === "True";
}

/** Answers the node with the taints that it should have. */
function taintNode({ api, store, clock }: Means, node: KubernetesObject): KubernetesObject {
  const now = listAt(node, "spec", "taints");
  const kept = now.filter((taint) => !OWN.includes(textAt(taint, "key") ?? ""));
  const own = taintsFor(node).map((taint) => {
    const before = now.find((item) => textAt(item, "key") === taint.key && textAt(item, "effect") === taint.effect);
    return before ?? { ...taint, timeAdded: timestamp(clock.now()) };
  });
  const taints = [...kept, ...own];
  if (jsonEqual(taints, now)) return node;
  const { taints: _taints, ...spec } = objectAt(node, "spec");
  const body = { ...node, spec: taints.length === 0 ? spec : { ...spec, taints } };
  const name = node.metadata.name ?? "";
  api.handle({ verb: "update", resource: "nodes", namespace: "", name, body });
  return store.get("nodes", "", name) ?? node;
}

function taintsFor(node: KubernetesObject): readonly { readonly key: string; readonly effect: string }[] {
  const keys = [
    ...(valueAt(node, "spec", "unschedulable") === true ? [UNSCHEDULABLE] : []),
    ...(hasDiskPressure(node) ? [DISK_PRESSURE] : []),
  ];
  const cordoned = keys.map((taint) => ({ key: taint, effect: "NoSchedule" }));
  const ready = readiness(node);
  if (ready === "True") return cordoned;
  const key = ready === "False" ? NOT_READY : UNREACHABLE;
  return [...cordoned, { key, effect: "NoSchedule" }, { key, effect: "NoExecute" }];
}

function lookAfter(means: Means, pod: Pod, node: KubernetesObject): void {
  const { uid = "" } = pod.metadata;
  const wait = timeLeft(pod, node);
  if (wait === undefined) return void means.since.delete(uid);
  const now = means.clock.now();
  const since = means.since.get(uid) ?? now;
  means.since.set(uid, since);
  if (since + wait > now) return means.againAt(since + wait);
  means.since.delete(uid);
  sendAway(means, pod);
}

/** Milliseconds that the pod may stay beside the taints that end pods; undefined: for ever. */
function timeLeft(pod: Pod, node: KubernetesObject): number | undefined {
  const taints = endingTaints(node);
  if (taints.length === 0 || hasEnded(pod)) return undefined;
  const seconds = taints.map((taint) => {
    const found = tolerationsOf(pod).filter((own) => tolerates(own, objectAt(taint)));
    const limits = found.map((own) => Number(valueAt(own, "tolerationSeconds") ?? Infinity));
    return found.length === 0 ? 0 : Math.max(0, Math.min(...limits));
  });
  const least = Math.min(...seconds);
  return least === Infinity ? undefined : least * 1000;
}

function sendAway({ api, emit }: Means, pod: Pod): void {
  const { namespace = "", name = "" } = pod.metadata;
  const message = `Marking for deletion Pod ${namespace}/${name}`;
  emit(pod, { type: "Normal", reason: "TaintManagerEviction", message });
  api.handle({ verb: "delete", resource: "pods", namespace, name });
}
