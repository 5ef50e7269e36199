import { type Instant, jsonEqual, listAt, objectAt, textAt, valueAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import type { Change } from "../../store/index.ts";
import { trackCauses } from "../causes.ts";
import type { ControllersOptions } from "../controllers.ts";
import { afterChanges } from "../soon.ts";
import { problemsWith } from "./filters.ts";
import { hasEnded, isWaiting, Placements } from "./placements.ts";
import { evictVictims, type Hope, hopeless, preemptionFor } from "./preemption.ts";
import type { Round } from "./problem.ts";
import { refusalText } from "./refusal.ts";
import { RefusalEvents } from "./refusal-events.ts";
import { RefusedPods } from "./refused-pods.ts";
import { emitSchedulerEvent } from "./scheduler-event.ts";
import { claimProblem } from "./volumes.ts";

/** Milliseconds between a pod's creation and its binding, as on an idle cluster. */
const DELAY = 5;
const RESOURCES = ["pods", "nodes", "persistentvolumeclaims"];

/** Gives each pod that waits for this scheduler a node that is ready and fits, or says why none does. */
export function startScheduler(options: ControllersOptions): void {
  const causeOf = trackCauses(options.store);
  const placements = new Placements(options.store);
  const { store, rules, clock } = options;
  const refused = new RefusedPods(clock.now(), rules.scheduler.waitsIdle);
  const refusals = new RefusalEvents(options);
  let hasLeft = false;
  const matters = (change: Change): boolean => {
    hasLeft ||= leavesNode(change);
    if (change.type === "DELETED") refusals.forget(change.object.metadata.uid ?? "");
    return concernsScheduler(change);
  };
  afterChanges(options, { resources: RESOURCES, delay: DELAY, matters }, (againAt) => {
    const round = { store, rules, placements, nodes: store.list("nodes") };
    const waiting = placements.waiting();
    refused.keep(waiting);
    if (hasLeft) for (const instant of refused.podLeft(clock.now())) againAt(instant);
    hasLeft = false;
    const means = { ...options, refused, refusals, againAt };
    for (const pod of waiting) place(means, { pod, cause: causeOf(pod) }, round);
  });
}

/** What takes its room with it: a pod that is gone from its node, or has ended there. */
function leavesNode({ resource, type, object, previous }: Change): boolean {
  if (resource !== "pods" || (object as Pod).spec.nodeName === undefined) return false;
  if (type === "DELETED") return !hasEnded(object as Pod);
  return hasEnded(object as Pod) && previous !== undefined && !hasEnded(previous as Pod);
}

/** A pod that has its node is of no concern any more, until it is gone; nor is a node that only says that it is there. */
function concernsScheduler(change: Change): boolean {
  const { resource, type, object, previous } = change;
  if (resource === "nodes" && type === "MODIFIED") return nodeKey(object) !== nodeKey(previous);
  if (resource !== "pods" || type === "DELETED" || leavesNode(change)) return true;
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

interface Means extends ControllersOptions {
  readonly refused: RefusedPods;
  readonly refusals: RefusalEvents;
  readonly againAt: (instant: Instant) => void;
}

interface Turn {
  readonly pod: Pod;
  readonly cause: number | undefined;
}

function place(options: Means, { pod, cause }: Turn, round: Round): void {
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
  const heedsPods = nodes.some((problems) => problems.some((problem) => problem.heedsPods === true));
  refuse(options, pod, { message, nominated: nominationOf(pod, hope), heedsPods });
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
  readonly heedsPods: boolean;
}

/** Where nobody can be pushed out any more, the pod waits for no node. */
function nominationOf(pod: Pod, hope: Hope): string {
  if ("best" in hope) return hope.best.node.metadata.name ?? "";
  return "reasons" in hope ? "" : (textAt(pod, "status", "nominatedNodeName") ?? "");
}

/** Says it at each try; the pod's condition keeps what was said. A look at others is no try unless it has found something new. */
function refuse(options: Means, pod: Pod, { message, nominated, heedsPods }: Refused): void {
  const { refused, refusals, clock } = options;
  const scheduled = listAt(pod, "status", "conditions").find((item) => valueAt(item, "type") === "PodScheduled");
  const isSame =
    textAt(scheduled, "message") === message && nominated === (textAt(pod, "status", "nominatedNodeName") ?? "");
  if (isSame && !refused.isDue(pod, clock.now())) return;
  options.againAt(refused.refused(pod, { now: clock.now(), heedsPods }));
  refusals.emit(pod, message);
  if (isSame) return;
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
