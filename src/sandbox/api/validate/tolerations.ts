import { type JsonObject, objectAt } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, notSupported } from "./cause.ts";
import { qualifiedProblems } from "./names.ts";
import { shownToleration } from "./shown-value.ts";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];
const ALL_KEYS = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';

export function validateTolerations(tolerations: readonly unknown[], field: string, rules: Rules): Cause[] {
  return tolerations.flatMap((item, index) =>
    validateToleration(objectAt({ item }, "item"), `${field}[${index}]`, rules),
  );
}

function validateToleration(toleration: JsonObject, field: string, rules: Rules): Cause[] {
  const { key = "", operator = "", effect = "", tolerationSeconds } = toleration;
  return [
    ...(key === "" ? [] : invalidEach(`${field}.key`, key, qualifiedProblems(String(key)))),
    ...(key === "" && operator !== "Exists" ? [invalidField(`${field}.operator`, operator, ALL_KEYS)] : []),
    ...(tolerationSeconds !== undefined && effect !== "NoExecute"
      ? [invalidField(`${field}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set")]
      : []),
    ...operatorProblems(toleration, `${field}.operator`, rules),
    ...(effect === "" || EFFECTS.some((own) => own === effect)
      ? []
      : [notSupported(`${field}.effect`, effect, EFFECTS)]),
  ];
}

function operatorProblems(toleration: JsonObject, field: string, rules: Rules): Cause[] {
  const { operator = "", value = "" } = toleration;
  if (operator === "Exists") {
    const shown = rules.admission.showsTolerations ? shownToleration(toleration) : value;
    return value === "" ? [] : [invalidField(field, shown, "value must be empty when `operator` is 'Exists'")];
  }
  return operator === "" || operator === "Equal" ? [] : [notSupported(field, operator, ["Equal", "Exists"])];
}
