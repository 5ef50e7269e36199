import { jsonEqual, listAt, objectAt, textAt, valueAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import type { Change } from "../../store/index.ts";
import { trackCauses } from "../causes.ts";
import type { ControllersOptions } from "../controllers.ts";
import { afterChanges } from "../soon.ts";
import { problemsWith } from "./filters.ts";
import { isWaiting, Placements } from "./placements.ts";
import { evictVictims, type Hope, hopeless, preemptionFor } from "./preemption.ts";
import type { Round } from "./problem.ts";
import { refusalText } from "./refusal.ts";
import { emitSchedulerEvent } from "./scheduler-event.ts";
import { claimProblem } from "./volumes.ts";

/** Milliseconds between a pod's creation and its binding, as on an idle cluster. */
const DELAY = 5;
const RESOURCES = ["pods", "nodes", "persistentvolumeclaims"];

/** Gives each pod that waits for this scheduler a node that is ready and fits, or says why none does. */
export function startScheduler(options: ControllersOptions): void {
  const causeOf = trackCauses(options.store);
  const placements = new Placements(options.store);
  afterChanges(options, { resources: RESOURCES, delay: DELAY, matters: concernsScheduler }, () => {
    const { store, rules } = options;
    const round = { store, rules, placements, nodes: store.list("nodes") };
    for (const pod of placements.waiting()) place(options, { pod, cause: causeOf(pod) }, round);
  });
}

/** A pod that has its node is of no concern any more, until it is gone; nor is a node that only says that it is there. */
function concernsScheduler({ resource, type, object, previous }: Change): boolean {
  if (resource === "nodes" && type === "MODIFIED") return nodeKey(object) !== nodeKey(previous);
  if (resource !== "pods" || type === "DELETED") return true;
  return isWaiting(object as Pod) && !(type === "MODIFIED" && isSameWish(object, previous));
}

/** What only its status tells does not change where a pod fits. */
function isSameWish(pod: KubernetesObject, previous: KubernetesObject | undefined): boolean {
  return (
    jsonEqual(objectAt(pod, "spec"), objectAt(previous, "spec")) &&
    jsonEqual(pod.metadata.labels, previous?.metadata.labels)
  );
}

function nodeKey(node: KubernetesObject | undefined): string {
  const conditions = listAt(node, "status", "conditions").map((item) => valueAt(item, "status"));
  const allocatable = objectAt(node, "status", "allocatable");
  return JSON.stringify([node?.metadata.labels, objectAt(node, "spec"), allocatable, conditions]);
}

interface Turn {
  readonly pod: Pod;
  readonly cause: number | undefined;
}

function place(options: ControllersOptions, { pod, cause }: Turn, round: Round): void {
  const before = claimProblem(pod, round.store);
  const tried = round.nodes.map((node) => ({
    node,
    problems: before === undefined ? problemsWith(node, pod, round) : [],
  }));
  const fitting = before === undefined ? tried.filter(({ problems }) => problems.length === 0) : [];
  const best = emptiest(
    fitting.map(({ node }) => node),
    round,
  );
  if (best !== undefined) return bind(options, { pod, node: best.metadata.name ?? "", cause });
  const hope = before === undefined ? preemptionFor(pod, tried, round) : hopeless(pod, tried);
  const nodes = tried.map(({ problems }) => problems);
  const message = refusalText({ nodes, before, hope }, round.rules.scheduler);
  refuse(options, pod, { message, nominated: nominationOf(pod, hope) });
  if ("best" in hope) evictVictims(options, pod, hope.best);
}

function emptiest(nodes: readonly KubernetesObject[], { placements }: Round): KubernetesObject | undefined {
  const load = ({ metadata }: KubernetesObject): number => placements.on(metadata.name ?? "").pods.size;
  return [...nodes].sort((a, b) => load(a) - load(b))[0];
}

interface Binding {
  readonly pod: Pod;
  readonly node: string;
  readonly cause: number | undefined;
}

function bind(options: ControllersOptions, { pod, node, cause }: Binding): void {
  const { namespace = "", name = "" } = pod.metadata;
  const about = { pod: `${namespace}/${name}`, node, ...(cause === undefined ? {} : { cause }) };
  const seq = options.recorder.record("schedule", { node }, about);
  const body = { apiVersion: "v1", kind: "Binding", metadata: { name }, target: { kind: "Node", name: node } };
  options.api.handle({
    verb: "create",
    resource: "pods",
    subresource: "binding",
    namespace,
    name,
    body,
    cause: seq,
  });
  const message = `Successfully assigned ${namespace}/${name} to ${node}`;
  emitSchedulerEvent(options, { pod, reason: "Scheduled", message, cause: seq });
}

interface Refused {
  readonly message: string;
  /** The node that others leave for this pod, or none. */
  readonly nominated: string;
}

/** Where nobody can be pushed out any more, the pod waits for no node. */
function nominationOf(pod: Pod, hope: Hope): string {
  if ("best" in hope) return hope.best.node.metadata.name ?? "";
  return "reasons" in hope ? "" : (textAt(pod, "status", "nominatedNodeName") ?? "");
}

/** Says it once: the pod's condition keeps what was said. */
function refuse(options: ControllersOptions, pod: Pod, { message, nominated }: Refused): void {
  const scheduled = listAt(pod, "status", "conditions").find((item) => valueAt(item, "type") === "PodScheduled");
  if (textAt(scheduled, "message") === message && nominated === (textAt(pod, "status", "nominatedNodeName") ?? ""))
    return;
  emitSchedulerEvent(options, { pod, reason: "FailedScheduling", message, cause: undefined });
  const condition = {
    type: "PodScheduled",
    status: "False",
    lastProbeTime: null,
    lastTransitionTime: timestamp(options.clock.now()),
    reason: "Unschedulable",
    message,
  };
  const others = listAt(pod, "status", "conditions").filter((item) => !jsonEqual(item, scheduled));
  const { nominatedNodeName: _before, ...known } = objectAt(pod, "status");
  const node = nominated === "" ? {} : { nominatedNodeName: nominated };
  const status = { ...known, ...node, conditions: [...others, condition] };
  const { namespace = "", name = "" } = pod.metadata;
  options.api.handle({
    verb: "update",
    resource: "pods",
    subresource: "status",
    namespace,
    name,
    body: { ...pod, status },
  });
}
