import { objectAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { ServedType } from "../resources/served.ts";
import type { Draft } from "../step.ts";
import { applyDefaults } from "./apply-defaults.ts";

/** The object with every default of its type. */
export function defaulted(type: ServedType, object: KubernetesObject, rules: Rules): Draft {
  if (type.schema !== undefined) return { object, notes: [] };
  const filled = applyDefaults(type.kind, { ...object }, rules);
  const { apiVersion, kind, metadata } = object;
  const whole = { ...metadata, ...objectAt(filled.object, "metadata") };
  return { object: { ...filled.object, apiVersion, kind, metadata: whole }, notes: filled.notes };
}
