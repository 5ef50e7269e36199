import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";

/** Whether a node is one of those that a pod's spec asks for, by `nodeSelector` and required node affinity. */
export function isSelected(node: KubernetesObject, spec: object): boolean {
  const labels = node.metadata.labels ?? {};
  if (Object.entries(objectAt(spec, "nodeSelector")).some(([key, value]) => labels[key] !== value)) return false;
  const affinity = objectAt(spec, "affinity", "nodeAffinity");
  const required = affinity["requiredDuringSchedulingIgnoredDuringExecution"];
  if (!isJsonObject(required)) return true;
  return listAt(required, "nodeSelectorTerms")
    .filter(isJsonObject)
    .some((term) => matchesTerm(node, term));
}

/** A term without any rule matches nothing. */
function matchesTerm({ metadata }: KubernetesObject, term: JsonObject): boolean {
  const [labels, fields] = [listAt(term, "matchExpressions"), listAt(term, "matchFields")];
  if (labels.length + fields.length === 0) return false;
  const byLabel = labels.every((rule) => matchesRule(metadata.labels?.[textAt(rule, "key") ?? ""], rule));
  return byLabel && fields.every((rule) => matchesRule(metadata.name, rule));
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
