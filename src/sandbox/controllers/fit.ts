import { listAt, objectAt, valueAt } from "../../base/index.ts";
import type { KubernetesObject, Pod } from "../../kinds/index.ts";

/** Why a node cannot take a pod, and whether evicting others would help, in the scheduler's words. */
export interface FitProblem {
  readonly reason: string;
  readonly preemption: string;
}

const NOT_HELPFUL = "Preemption is not helpful for scheduling";

/** undefined: the pod fits. Looks at readiness, the unschedulable mark and the node selector. */
export function problemWith(node: KubernetesObject, pod: Pod, _pods: readonly Pod[]): FitProblem | undefined {
  if (valueAt(node, "spec", "unschedulable") === true) return unhelpful("node(s) were unschedulable");
  if (!isReady(node)) return unhelpful("node(s) had untolerated taint {node.kubernetes.io/not-ready: }");
  const labels = node.metadata.labels ?? {};
  const selector = Object.entries(objectAt(pod, "spec", "nodeSelector"));
  if (selector.some(([key, value]) => labels[key] !== value)) {
    return unhelpful("node(s) didn't match Pod's node affinity/selector");
  }
  return undefined;
}

function unhelpful(reason: string): FitProblem {
  return { reason, preemption: NOT_HELPFUL };
}

function isReady(node: KubernetesObject): boolean {
  return listAt(node, "status", "conditions").some(
    (item) => valueAt(item, "type") === "Ready" && valueAt(item, "status") === "True",
  );
}
