import { isJsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";

/** Whether a label selector object (`matchLabels`, `matchExpressions`) selects these labels; an empty one selects all, none at all nothing. */
export function matchesLabels(selector: unknown, labels: Readonly<Record<string, string>> = {}): boolean {
  if (!isJsonObject(selector)) return false;
  const isEqual = Object.entries(objectAt(selector, "matchLabels")).every(([key, value]) => labels[key] === value);
  return isEqual && listAt(selector, "matchExpressions").every((rule) => matchesRule(rule, labels));
}

function matchesRule(rule: unknown, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[textAt(rule, "key") ?? ""];
  const isListed = listAt(rule, "values").includes(value);
  switch (textAt(rule, "operator")) {
    case "In":
      return value !== undefined && isListed;
    case "NotIn":
      return value === undefined || !isListed;
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}
