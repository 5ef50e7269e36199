import { listAt, objectAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";
import { podStatusProblems } from "../validate/pod-status.ts";
import { podWarnings } from "../validate/pod-warnings.ts";
import { validatePodUpdate } from "../validate/pod-update.ts";
import { validateNewPod } from "../validate/pods.ts";
import { withKnownSpec } from "./known-fields.ts";
import { qualityOfService } from "./quality-of-service.ts";
import type { Strategy } from "./strategy.ts";

export const PODS: Strategy = {
  hasStatus: true,
  countsGeneration: (rules) => rules.admission.podGeneration,
  validate: validateNewPod,
  validateUpdate: validatePodUpdate,
  validateStatus: podStatusProblems,
  warn: podWarnings,
  prepare: (pod, rules) => withPositiveGrace(withKnownSpec(pod, rules)),
  beforeCreate: (pod, rules) => withFields(pod, { status: firstStatus(pod, rules) }),
};

/** A negative time to end, which Go's zero value once meant, counts as a second. */
function withPositiveGrace(pod: KubernetesObject): KubernetesObject {
  const spec = objectAt(pod, "spec");
  const isNegative = Number(spec["terminationGracePeriodSeconds"]) < 0;
  return isNegative ? withFields(pod, { spec: { ...spec, terminationGracePeriodSeconds: 1 } }) : pod;
}

function firstStatus(pod: KubernetesObject, rules: Rules): object {
  const spec = objectAt(pod, "spec");
  const status = { phase: "Pending", qosClass: qualityOfService(spec) };
  if (listAt(spec, "schedulingGates").length === 0) return status;
  // Older servers do not say since when.
  const since = rules.admission.podGeneration ? pod.metadata.creationTimestamp : null;
  const gated = { type: "PodScheduled", status: "False", lastProbeTime: null, lastTransitionTime: since };
  const message = "Scheduling is blocked due to non-empty scheduling gates";
  return { ...status, conditions: [{ ...gated, reason: "SchedulingGated", message }] };
}
