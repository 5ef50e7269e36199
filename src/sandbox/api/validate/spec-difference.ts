import type { JsonObject } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import { internalPodSpec } from "./internal-form.ts";
import { jsonDifference } from "./json-difference.ts";
import { structDifference } from "./struct-difference.ts";

/** What the API server prints of a refused change of a pod's spec; may be empty where it cannot be told. */
export function specDifference(before: JsonObject, after: JsonObject, rules: Rules): string {
  const [old, next] = [before, after].map((spec) => internalPodSpec(spec, rules.admission.podSpecLacks)) as [
    JsonObject,
    JsonObject,
  ];
  return rules.admission.podDifference === "json" ? jsonDifference(old, next) : (structDifference(old, next) ?? "");
}
