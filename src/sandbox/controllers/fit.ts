import { isJsonObject, type JsonObject, listAt, objectAt, textAt, valueAt } from "../../base/index.ts";
import { type KubernetesObject, parseQuantity, type Pod } from "../../kinds/index.ts";

/** Why a node cannot take a pod, and whether evicting others would help, in the scheduler's words. */
export interface FitProblem {
  readonly reason: string;
  readonly preemption: string;
}

const NOT_HELPFUL = "Preemption is not helpful for scheduling";
const NO_VICTIMS = "No preemption victims found for incoming pod";

/** undefined: the pod fits beside those that are on the node. Looks at readiness, selector, node affinity, cpu and memory. */
export function problemWith(node: KubernetesObject, pod: Pod, pods: readonly Pod[]): FitProblem | undefined {
  if (valueAt(node, "spec", "unschedulable") === true) return unhelpful("node(s) were unschedulable");
  if (!isReady(node)) return unhelpful("node(s) had untolerated taint {node.kubernetes.io/not-ready: }");
  if (!isSelected(node, pod)) return unhelpful("node(s) didn't match Pod's node affinity/selector");
  const lacking = ["cpu", "memory"].find((name) => !hasRoom(node, name, { pod, pods }));
  return lacking === undefined ? undefined : { reason: `Insufficient ${lacking}`, preemption: NO_VICTIMS };
}

function unhelpful(reason: string): FitProblem {
  return { reason, preemption: NOT_HELPFUL };
}

function isReady(node: KubernetesObject): boolean {
  return listAt(node, "status", "conditions").some(
    (item) => valueAt(item, "type") === "Ready" && valueAt(item, "status") === "True",
  );
}

function isSelected(node: KubernetesObject, pod: Pod): boolean {
  const labels = node.metadata.labels ?? {};
  if (Object.entries(objectAt(pod, "spec", "nodeSelector")).some(([key, value]) => labels[key] !== value)) return false;
  const affinity = objectAt(pod, "spec", "affinity", "nodeAffinity");
  const required = objectAt(affinity, "requiredDuringSchedulingIgnoredDuringExecution");
  const terms = listAt(required, "nodeSelectorTerms").filter(isJsonObject);
  return terms.length === 0 || terms.some((term) => matchesTerm(node, term));
}

function matchesTerm({ metadata }: KubernetesObject, term: JsonObject): boolean {
  const byLabel = listAt(term, "matchExpressions").every((rule) =>
    matchesRule(metadata.labels?.[textAt(rule, "key") ?? ""], rule),
  );
  return byLabel && listAt(term, "matchFields").every((rule) => matchesRule(metadata.name, rule));
}

function matchesRule(value: string | undefined, rule: unknown): boolean {
  const values = listAt(rule, "values");
  switch (textAt(rule, "operator")) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return Number(value) > Number(values[0]);
    case "Lt":
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

interface Load {
  readonly pod: Pod;
  readonly pods: readonly Pod[];
}

/** A node that does not say what it has, has room. */
function hasRoom(node: KubernetesObject, name: string, { pod, pods }: Load): boolean {
  const allocatable = objectAt(node, "status", "allocatable")[name];
  if (allocatable === undefined) return true;
  const others = pods.filter(({ spec, status }) => spec.nodeName === node.metadata.name && !hasEnded(status?.phase));
  const used = others.reduce((sum, other) => sum + requested(other, name), 0n);
  const wanted = requested(pod, name);
  return wanted === 0n || used + wanted <= nano(allocatable);
}

function hasEnded(phase: string | undefined): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

function requested(pod: Pod, name: string): bigint {
  return listAt(pod, "spec", "containers").reduce<bigint>(
    (sum, container) => sum + nano(objectAt(container, "resources", "requests")[name]),
    0n,
  );
}

function nano(quantity: unknown): bigint {
  const parsed = parseQuantity(typeof quantity === "string" ? quantity : "0");
  return parsed.ok ? parsed.value.nano : 0n;
}
