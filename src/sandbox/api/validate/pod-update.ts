import { isJsonObject, jsonEqual, type JsonObject, listAt, objectAt, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField, required } from "./cause.ts";
import { qualityOfService } from "../strategy/quality-of-service.ts";
import { validateMetadataUpdate } from "./metadata.ts";
import { blankProblems, validatePodAlways } from "./pods.ts";
import { specDifference } from "./spec-difference.ts";

const INT32_MAX = 2_147_483_647;
const UPDATABLE = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
].join(",");

/** A changed pod (pkg/apis/core/validation `ValidatePodUpdate`): images may change, little else. */
export function validatePodUpdate(next: KubernetesObject, old: KubernetesObject, rules: Rules): Cause[] {
  const causes = [...validateMetadataUpdate(next, old), ...validatePodAlways(next, rules)];
  const [after, before] = [objectAt(next, "spec"), objectAt(old, "spec")];
  for (const list of ["containers", "initContainers"]) {
    if (listAt(after, list).length !== listAt(before, list).length) {
      return [...causes, forbiddenField(`spec.${list}`, "pod updates may not add or remove containers")];
    }
    causes.push(...imageProblems(after, list), ...blankProblems(after, list));
  }
  const deadline = deadlineProblem(after, before);
  if (deadline !== undefined) causes.push(deadline.cause);
  if (deadline?.ends === true) return causes;
  causes.push(...tolerationProblems(after, before), ...newGates(after, before));
  if (rules.admission.refusesOtherQuality) causes.push(...qualityProblems(next, old));
  const allowed = withAllowedChanges(after, before, rules);
  if (jsonEqual(allowed, before)) return causes;
  const difference = specDifference(before, allowed, rules);
  return [
    ...causes,
    forbiddenField("spec", `pod updates may not change fields other than ${UPDATABLE}\n${difference}`),
  ];
}

/** The class that counts is that of the new spec, the one that is named that of the status, which is still the old one. */
function qualityProblems(next: KubernetesObject, old: KubernetesObject): Cause[] {
  const before = textAt(old, "status", "qosClass");
  if (before === undefined || before === qualityOfService(objectAt(next, "spec"))) return [];
  return [invalidField("metadata", textAt(next, "status", "qosClass") ?? "", "Pod QoS is immutable")];
}

function imageProblems(spec: JsonObject, list: string): Cause[] {
  return listAt(spec, list).flatMap((container, index) =>
    (textAt(container, "image") ?? "") === "" ? [required(`spec.${list}[${index}].image`)] : [],
  );
}

/** `ends`: nothing further is looked at. */
function deadlineProblem(
  after: JsonObject,
  before: JsonObject,
): { readonly cause: Cause; readonly ends: boolean } | undefined {
  const field = "spec.activeDeadlineSeconds";
  const [next, old] = [after["activeDeadlineSeconds"], before["activeDeadlineSeconds"]];
  if (next === undefined) {
    if (old === undefined) return undefined;
    return { cause: invalidField(field, null, "must not update from a positive integer to nil value"), ends: false };
  }
  if (Number(next) < 0 || Number(next) > INT32_MAX) {
    return { cause: invalidField(field, next, `must be between 0 and ${INT32_MAX}, inclusive`), ends: true };
  }
  if (old === undefined || Number(next) <= Number(old)) return undefined;
  return { cause: invalidField(field, next, "must be less than or equal to previous value"), ends: true };
}

/** A toleration that was there must stay; only its seconds may change. */
function tolerationProblems(after: JsonObject, before: JsonObject): Cause[] {
  const withoutSeconds = (item: unknown): unknown => ({ ...objectAt({ item }, "item"), tolerationSeconds: undefined });
  const kept = listAt(after, "tolerations").map(withoutSeconds);
  const isKept = (old: unknown): boolean => kept.some((other) => jsonEqual(other, withoutSeconds(old)));
  if (listAt(before, "tolerations").every(isKept)) return [];
  return [forbiddenField("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds")];
}

function newGates(after: JsonObject, before: JsonObject): Cause[] {
  const old = listAt(before, "schedulingGates").map((gate) => textAt(gate, "name"));
  return listAt(after, "schedulingGates").flatMap((gate, index) => {
    const name = textAt(gate, "name") ?? "";
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`;
    return old.includes(name) ? [] : [forbiddenField(`spec.schedulingGates[${index}].name`, detail)];
  });
}

/** The new spec with everything that may change put back as it was. */
function withAllowedChanges(after: JsonObject, before: JsonObject, rules: Rules): JsonObject {
  const free = ["activeDeadlineSeconds", "schedulingGates", "tolerations"];
  if (rules.admission.secretsMutable) free.push("imagePullSecrets");
  if (isGated(before) && addsOnly(after, before)) free.push("nodeSelector", "affinity");
  const { terminationGracePeriodSeconds: grace } = before;
  if (Number(grace) < 0 && after["terminationGracePeriodSeconds"] === 1) free.push("terminationGracePeriodSeconds");
  const put = Object.fromEntries(free.map((key) => [key, before[key]]));
  const lists = ["containers", "initContainers"].filter((list) => after[list] !== undefined);
  const images = lists.map((list) => [list, withOldImages(listAt(after, list), listAt(before, list), rules)]);
  return { ...after, ...(Object.fromEntries(images) as JsonObject), ...put };
}

/** While a pod may not be scheduled, where it may run can be narrowed. */
function isGated(before: JsonObject): boolean {
  return listAt(before, "schedulingGates").length > 0;
}

function addsOnly(after: JsonObject, before: JsonObject): boolean {
  const now = objectAt(after, "nodeSelector");
  return Object.entries(objectAt(before, "nodeSelector")).every(([key, value]) => now[key] === value);
}

/** Policies that follow a tag change with the image, where that belief holds: the server set them. */
function withOldImages(after: readonly unknown[], before: readonly unknown[], { admission }: Rules): unknown[] {
  const free = admission.policyFollowsTag ? ["image", "imagePullPolicy"] : ["image"];
  return after.map((container, index) => {
    const old = Object.fromEntries(free.map((key) => [key, valueAt(before[index], key)]));
    return isJsonObject(container) ? { ...container, ...old } : container;
  });
}
