import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField } from "./cause.ts";
import { validateMetadata } from "./metadata.ts";
import { validatePodSpec } from "./pod-spec.ts";
import { validateTokens } from "./volumes.ts";

/** What holds for a pod at every write. Blanks around an image are refused here only: a template may have them. */
export function validatePodAlways(pod: KubernetesObject, rules: Rules): Cause[] {
  const spec = objectAt(pod, "spec");
  return [
    ...validateMetadata(pod),
    ...validatePodSpec(spec, { field: "spec", rules }),
    ...validateTokens(spec, "spec.volumes"),
    ...blankProblems(spec, "containers"),
    ...blankProblems(spec, "initContainers"),
  ];
}

export function validateNewPod(pod: KubernetesObject, rules: Rules): Cause[] {
  return [...validatePodAlways(pod, rules), ...creationProblems(objectAt(pod, "spec"))];
}

function creationProblems(spec: JsonObject): Cause[] {
  const isGated = listAt(spec, "schedulingGates").length > 0 && spec["nodeName"] !== undefined;
  return [
    ...(spec["ephemeralContainers"] === undefined
      ? []
      : [forbiddenField("spec.ephemeralContainers", "cannot be set on create")]),
    ...(isGated ? [forbiddenField("spec.nodeName", "cannot be set until all schedulingGates have been cleared")] : []),
  ];
}

export function blankProblems(spec: JsonObject, list: string): Cause[] {
  return listAt(spec, list).flatMap((container, index) => {
    const image = textAt(container, "image") ?? "";
    if (image.trim() === image) return [];
    return [invalidField(`spec.${list}[${index}].image`, image, "must not have leading or trailing whitespace")];
  });
}
