import { type JsonObject, listAt, objectAt } from "../../base/index.ts";
import { compareTexts, objectsAt, sortedEntries, stringAt } from "./fields.ts";

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A `LabelSelector` as a query: `app=web,tier in (a,b),!old`; empty where it selects everything or nothing. */
export function selectorText(selector: unknown): string {
  return requirementsOf(selector).map(requirementText).join(",");
}

/** Labels as a query, `<none>` where there are none. */
export function labelsText(labels: unknown): string {
  const text = selectorText({ matchLabels: objectAt(labels) });
  return text === "" ? "<none>" : text;
}

/** No selector at all matches nothing, an empty one everything. */
export function selectorMatches(selector: unknown, labels: JsonObject): boolean {
  if ((selector ?? null) === null) return false;
  return requirementsOf(selector).every((requirement) => meets(labels[requirement.key], requirement));
}

function requirementsOf(selector: unknown): readonly Requirement[] {
  const equal = sortedEntries(selector, "matchLabels").map(([key, value]) => ({
    key,
    operator: "Equals",
    values: [String(value)],
  }));
  const expressions = objectsAt(selector, "matchExpressions").map((expression) => ({
    key: stringAt(expression, "key"),
    operator: stringAt(expression, "operator"),
    values: listAt(expression, "values").map(String).sort(),
  }));
  return [...equal, ...expressions].sort((a, b) => compareTexts(a.key, b.key));
}

function requirementText({ key, operator, values }: Requirement): string {
  const list = values.join(",");
  if (operator === "Equals") return `${key}=${list}`;
  if (operator === "In") return `${key} in (${list})`;
  if (operator === "NotIn") return `${key} notin (${list})`;
  return operator === "DoesNotExist" ? `!${key}` : key;
}

function meets(value: unknown, { operator, values }: Requirement): boolean {
  const isThere = typeof value === "string";
  if (operator === "Exists") return isThere;
  if (operator === "DoesNotExist") return !isThere;
  const isListed = isThere && values.includes(value);
  return operator === "NotIn" ? !isListed : isListed;
}
