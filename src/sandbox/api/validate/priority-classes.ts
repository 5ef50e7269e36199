import { valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField } from "./cause.ts";
import { validateMetadata } from "./metadata.ts";

const SYSTEM = "system-";
/** Those that every cluster has. */
const SYSTEM_CLASSES: Readonly<Record<string, number>> = {
  "system-cluster-critical": 2_000_000_000,
  "system-node-critical": 2_000_001_000,
};
const HIGHEST = 1_000_000_000;

export function validatePriorityClass(object: KubernetesObject): Cause[] {
  const { name = "" } = object.metadata;
  const value = Number(valueAt(object, "value") ?? 0);
  const problem = name.startsWith(SYSTEM) ? systemProblem(object, value) : undefined;
  const reserved = `priority class names with '${SYSTEM}' prefix are reserved for system use only. error: `;
  const highest = `maximum allowed value of a user defined priority is ${HIGHEST}`;
  return [
    ...validateMetadata(object),
    ...(problem === undefined ? [] : [forbiddenField("metadata.name", `${reserved}${problem}`)]),
    ...(name.startsWith(SYSTEM) || value <= HIGHEST ? [] : [forbiddenField("value", highest)]),
  ];
}

function systemProblem(object: KubernetesObject, value: number): string | undefined {
  const { name = "" } = object.metadata;
  const known = SYSTEM_CLASSES[name];
  if (known === undefined) return `${name} is not a known system priority class`;
  if (known !== value) return `value of ${name} PriorityClass must be ${known}`;
  return valueAt(object, "globalDefault") === true ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

/** Pods keep what they were given: a class cannot be made another one. */
export function validatePriorityClassUpdate(next: KubernetesObject, old: KubernetesObject): Cause[] {
  const [policy, before] = [next, old].map((object) => valueAt(object, "preemptionPolicy"));
  return [
    ...(valueAt(next, "value") === valueAt(old, "value")
      ? []
      : [forbiddenField("value", "may not be changed in an update.")]),
    ...(policy === before ? [] : [invalidField("preemptionPolicy", policy, "field is immutable")]),
  ];
}
