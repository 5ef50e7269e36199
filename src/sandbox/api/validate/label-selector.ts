import { isJsonObject, type JsonObject, listAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidEach, invalidField, required } from "./cause.ts";
import { validateLabels } from "./metadata.ts";
import { labelValueProblems, qualifiedProblems } from "./names.ts";

/** `matchLabels` and `matchExpressions` (apimachinery `ValidateLabelSelector`). */
export function validateLabelSelector(selector: JsonObject, field: string): Cause[] {
  return [
    ...validateLabels(selector["matchLabels"], `${field}.matchLabels`),
    ...listAt(selector, "matchExpressions").flatMap((item, index) =>
      isJsonObject(item) ? requirementProblems(item, `${field}.matchExpressions[${index}]`) : [],
    ),
  ];
}

function requirementProblems(requirement: JsonObject, field: string): Cause[] {
  const [key = "", operator] = [textAt(requirement, "key"), textAt(requirement, "operator")];
  const values = listAt(requirement, "values");
  return [
    ...operatorProblems(operator, values.length, field),
    ...invalidEach(`${field}.key`, key, qualifiedProblems(key)),
    ...values.flatMap((value, index) =>
      invalidEach(`${field}.values[${index}]`, value, labelValueProblems(String(value))),
    ),
  ];
}

function operatorProblems(operator: string | undefined, values: number, field: string): Cause[] {
  if (operator === "In" || operator === "NotIn") {
    const detail = "must be specified when `operator` is 'In' or 'NotIn'";
    return values === 0 ? [required(`${field}.values`, detail)] : [];
  }
  if (operator === "Exists" || operator === "DoesNotExist") {
    const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    return values > 0 ? [forbiddenField(`${field}.values`, detail)] : [];
  }
  return [invalidField(`${field}.operator`, operator ?? "", "not a valid selector operator")];
}
