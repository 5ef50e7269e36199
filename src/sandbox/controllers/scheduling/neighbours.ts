import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { matchesLabels } from "../../api/index.ts";
import type { Problem, Round } from "./problem.ts";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

type Kind = "podAffinity" | "podAntiAffinity";

/** Whether the pods around a node are those that the pod wants around it, and it is one that they want. */
export function neighbourProblem(node: KubernetesObject, pod: Pod, round: Round): Problem | undefined {
  const repelling = round.placements.repelling();
  const [wanted, unwanted] = [termsOf(pod, "podAffinity"), termsOf(pod, "podAntiAffinity")];
  if (repelling.length + wanted.length + unwanted.length === 0) return undefined;
  const others = round.placements.placed();
  const isRepelled = repelling.some((other) =>
    termsOf(other, "podAntiAffinity").some((term) => selects(term, other, pod) && isNear(round, node, { other, term })),
  );
  const hasAll = wanted.every((term) => {
    const found = others.filter((other) => selects(term, pod, other));
    const isFirst = found.length === 0 && selects(term, pod, pod) && domainOf(node, term) !== undefined;
    return isFirst || found.some((other) => isNear(round, node, { other, term }));
  });
  if (!hasAll) return { reason: "node(s) didn't match pod affinity rules", isFinal: true };
  const isDisturbed = unwanted.some((term) =>
    others.some((other) => selects(term, pod, other) && isNear(round, node, { other, term })),
  );
  if (isDisturbed) return { reason: "node(s) didn't match pod anti-affinity rules", isFinal: false, heedsPods: true };
  if (!isRepelled) return undefined;
  return { reason: "node(s) didn't satisfy existing pods anti-affinity rules", isFinal: false, heedsPods: true };
}

/** Whether the pod would not be spread as evenly as it has to be. */
export function spreadProblem(node: KubernetesObject, pod: Pod, round: Round): Problem | undefined {
  const constraints = listAt(pod.spec, "topologySpreadConstraints").filter(isJsonObject);
  for (const constraint of constraints) {
    if (constraint["whenUnsatisfiable"] !== "DoNotSchedule") continue;
    const domain = domainOf(node, constraint);
    const reason = "node(s) didn't match pod topology spread constraints";
    if (domain === undefined) return { reason: `${reason} (missing required label)`, isFinal: true };
    const counts = countsOf(pod, constraint, round);
    const own = matchesLabels(constraint["labelSelector"], pod.metadata.labels) ? 1 : 0;
    const skew = (counts.get(domain) ?? 0) + own - Math.min(...counts.values());
    if (skew > Number(constraint["maxSkew"] ?? 1)) return { reason, isFinal: false, heedsPods: true };
  }
  return undefined;
}

/** Pods that count, by domain. */
function countsOf(pod: Pod, constraint: JsonObject, { nodes, placements }: Round): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const domain = domainOf(node, constraint);
    if (domain === undefined) continue;
    const found = [...placements.on(node.metadata.name ?? "").pods].filter(
      (other) =>
        other.metadata.namespace === pod.metadata.namespace &&
        other.metadata.deletionTimestamp === undefined &&
        matchesLabels(constraint["labelSelector"], other.metadata.labels),
    );
    counts.set(domain, (counts.get(domain) ?? 0) + found.length);
  }
  return counts;
}

function termsOf(pod: Pod, kind: Kind): readonly JsonObject[] {
  return listAt(objectAt(pod.spec, "affinity", kind), REQUIRED).filter(isJsonObject);
}

/** Whether a term of one pod is about another. */
function selects(term: JsonObject, owner: Pod, other: Pod): boolean {
  const namespaces = listAt(term, "namespaces");
  const isAnywhere = isJsonObject(term["namespaceSelector"]) && namespaces.length === 0;
  const own = namespaces.length === 0 ? [owner.metadata.namespace] : namespaces;
  const isThere = isAnywhere || own.includes(other.metadata.namespace);
  return isThere && matchesLabels(term["labelSelector"], other.metadata.labels);
}

function isNear(
  { nodes }: Round,
  node: KubernetesObject,
  { other, term }: { readonly other: Pod; readonly term: JsonObject },
): boolean {
  const there = nodes.find(({ metadata }) => metadata.name === other.spec.nodeName);
  const domain = domainOf(node, term);
  return there !== undefined && domain !== undefined && domainOf(there, term) === domain;
}

function domainOf({ metadata }: KubernetesObject, term: JsonObject): string | undefined {
  return metadata.labels?.[textAt(term, "topologyKey") ?? ""];
}
