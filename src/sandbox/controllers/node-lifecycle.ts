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
const OWN = [NOT_READY, UNREACHABLE, UNSCHEDULABLE];
/** How long pods of a node that is gone are left alone. */
const QUARANTINE = 40_000;

interface Means extends ControllersOptions {
  readonly emit: EmitEvent;
  readonly againAt: AgainAt;
  /** When pods were first seen to be on a node that is not there, or to have to go; by uid and reason. */
  readonly since: Map<string, Instant>;
}

/** Taints nodes by their state, sends pods away that do not tolerate it, and removes those whose node is gone. */
export function startNodeLifecycle(options: ControllersOptions): void {
  const emit = controllerEvents(options, () => "taint-eviction-controller");
  const since = new Map<string, Instant>();
  afterChanges(options, { resources: ["nodes", "pods"], delay: 0, matters }, (againAt) => {
    const means: Means = { ...options, emit, againAt, since };
    const nodes = new Map(options.store.list("nodes").map((node) => [node.metadata.name, taintNode(means, node)]));
    for (const pod of options.store.list("pods") as readonly Pod[]) {
      if (pod.spec.nodeName !== undefined) lookAfter(means, pod, nodes.get(pod.spec.nodeName));
    }
  });
}

/** Pods matter when they come to a node that has something against them; that is seen when they come, and when it changes. */
function matters({ type, resource, object, previous }: Change): boolean {
  if (resource === "nodes") return type !== "MODIFIED" || stateKey(object) !== stateKey(previous);
  return textAt(object, "spec", "nodeName") !== textAt(previous, "spec", "nodeName");
}

function stateKey(node: KubernetesObject | undefined): string {
  return JSON.stringify([objectAt(node, "spec"), readiness(node)]);
}

function readiness(node: KubernetesObject | undefined): string | undefined {
  const ready = listAt(node, "status", "conditions").find((item) => textAt(item, "type") === "Ready");
  return textAt(ready, "status");
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
  const cordoned =
    valueAt(node, "spec", "unschedulable") === true ? [{ key: UNSCHEDULABLE, effect: "NoSchedule" }] : [];
  const ready = readiness(node);
  if (ready === "True") return cordoned;
  const key = ready === "False" ? NOT_READY : UNREACHABLE;
  return [...cordoned, { key, effect: "NoSchedule" }, { key, effect: "NoExecute" }];
}

function lookAfter(means: Means, pod: Pod, node: KubernetesObject | undefined): void {
  if (pod.metadata.deletionTimestamp !== undefined && node !== undefined) return;
  const wait = node === undefined ? QUARANTINE : timeLeft(pod, node);
  const key = `${pod.metadata.uid ?? ""} ${node === undefined ? "gone" : "tainted"}`;
  if (wait === undefined) return void means.since.delete(key);
  const now = means.clock.now();
  const since = means.since.get(key) ?? now;
  means.since.set(key, since);
  if (since + wait > now) return means.againAt(since + wait);
  means.since.delete(key);
  remove(means, pod, node !== undefined);
}

/** Milliseconds that the pod may stay beside the taints that end pods; undefined: for ever. */
function timeLeft(pod: Pod, node: KubernetesObject): number | undefined {
  const taints = listAt(node, "spec", "taints").filter((taint) => textAt(taint, "effect") === "NoExecute");
  if (taints.length === 0 || hasEnded(pod)) return undefined;
  const seconds = taints.map((taint) => {
    const found = tolerationsOf(pod).filter((own) => tolerates(own, objectAt(taint)));
    const limits = found.map((own) => Number(valueAt(own, "tolerationSeconds") ?? Infinity));
    return found.length === 0 ? 0 : Math.max(0, Math.min(...limits));
  });
  const least = Math.min(...seconds);
  return least === Infinity ? undefined : least * 1000;
}

function remove({ api, emit }: Means, pod: Pod, isEvicted: boolean): void {
  const { namespace = "", name = "" } = pod.metadata;
  const message = `Marking for deletion Pod ${namespace}/${name}`;
  if (isEvicted) emit(pod, { type: "Normal", reason: "TaintManagerEviction", message });
  const query = isEvicted ? {} : { query: { gracePeriodSeconds: "0" } };
  api.handle({ verb: "delete", resource: "pods", namespace, name, ...query });
}
