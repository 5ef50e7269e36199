import { listAt, objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";
import { validatePodUpdate } from "../validate/pod-update.ts";
import { validateNewPod, validatePodAlways } from "../validate/pods.ts";
import { qualityOfService } from "./quality-of-service.ts";
import type { Strategy } from "./strategy.ts";

export const PODS: Strategy = {
  hasStatus: true,
  countsGeneration: (rules) => rules.admission.podGeneration,
  validate: validatePodAlways,
  validateCreate: validateNewPod,
  validateUpdate: validatePodUpdate,
  beforeCreate: (pod) => withFields(pod, { status: firstStatus(pod) }),
};

function firstStatus(pod: KubernetesObject): object {
  const spec = objectAt(pod, "spec");
  const status = { phase: "Pending", qosClass: qualityOfService(spec) };
  if (listAt(spec, "schedulingGates").length === 0) return status;
  const gated = { type: "PodScheduled", status: "False", lastProbeTime: null, lastTransitionTime: null };
  const message = "Scheduling is blocked due to non-empty scheduling gates";
  return { ...status, conditions: [{ ...gated, reason: "SchedulingGated", message }] };
}
