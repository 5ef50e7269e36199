import { jsonEqual, listAt, objectAt, textAt, valueAt, timestamp } from "../../base/index.ts";
import type { KubernetesObject, Pod } from "../../kinds/index.ts";
import { trackCauses } from "./causes.ts";
import type { ControllersOptions } from "./controllers.ts";
import { type FitProblem, problemWith } from "./fit.ts";
import { emitSchedulerEvent } from "./scheduler-event.ts";
import { afterChanges } from "./soon.ts";
import type { Change } from "../store/index.ts";

/** Milliseconds between a pod's creation and its binding, as on an idle cluster. */
const DELAY = 5;

/** Gives each pod without a node one that is ready and fits, or says why none does. */
export function startScheduler(options: ControllersOptions): void {
  const causeOf = trackCauses(options.store);
  afterChanges(options, { resources: ["pods", "nodes"], delay: DELAY, matters: concernsScheduler }, () => {
    for (const object of options.store.list("pods")) {
      const pod = object as Pod;
      if (!isWaiting(pod)) continue;
      place(options, pod, causeOf(pod));
    }
  });
}

/** A pod that has its node is of no concern any more, until it is gone. */
function concernsScheduler({ resource, type, object }: Change): boolean {
  return resource !== "pods" || type === "DELETED" || isWaiting(object as Pod);
}

function isWaiting(pod: Pod): boolean {
  const gates = listAt(pod, "spec", "schedulingGates");
  return pod.spec.nodeName === undefined && pod.metadata.deletionTimestamp === undefined && gates.length === 0;
}

function place(options: ControllersOptions, pod: Pod, cause: number | undefined): void {
  const nodes = options.store.list("nodes");
  const pods = options.store.list("pods") as readonly Pod[];
  const tried = nodes.map((node) => ({ node, problem: problemWith(node, pod, pods) }));
  const fitting = tried.filter(({ problem }) => problem === undefined).map(({ node }) => node);
  const best = emptiest(fitting, pods);
  if (best !== undefined) return bind(options, { pod, node: best.metadata.name ?? "", cause });
  refuse(
    options,
    pod,
    tried.flatMap(({ problem }) => problem ?? []),
  );
}

function emptiest(nodes: readonly KubernetesObject[], pods: readonly Pod[]): KubernetesObject | undefined {
  const load = ({ metadata }: KubernetesObject): number =>
    pods.filter((pod) => pod.spec.nodeName === metadata.name).length;
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

/** Says it once: the pod's condition keeps what was said. */
function refuse(options: ControllersOptions, pod: Pod, problems: readonly FitProblem[]): void {
  const message = refusalText(problems);
  const scheduled = listAt(pod, "status", "conditions").find((item) => valueAt(item, "type") === "PodScheduled");
  if (textAt(scheduled, "message") === message) return;
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
  const status = { ...objectAt(pod, "status"), conditions: [...others, condition] };
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

/** The scheduler's sentence: problems with their counts, sorted as texts, then what preemption could do. */
function refusalText(problems: readonly FitProblem[]): string {
  if (problems.length === 0) return "no nodes available to schedule pods";
  const available = `0/${problems.length} nodes are available`;
  const reasons = histogram(problems.map(({ reason }) => reason));
  const preemption = histogram(problems.map(({ preemption }) => preemption));
  return `${available}: ${reasons}. preemption: ${available}: ${preemption}.`;
}

function histogram(texts: readonly string[]): string {
  const counted = [...new Set(texts)].map((text) => `${texts.filter((other) => other === text).length} ${text}`);
  return counted.sort().join(", ");
}
