import type { ContainerStatus, PodStatus } from "../../../kinds/index.ts";
import { latest } from "../runtime-view.ts";
import { conditionsOf } from "./conditions.ts";
import { containerStatuses } from "./container-statuses.ts";
import { isFinal } from "./final.ts";
import { phaseOf } from "./phase.ts";
import type { StatusInput } from "./status-input.ts";

/** Reason and message of a pod that was active for too long, in its status and in the event. */
export const DEADLINE_EXCEEDED = {
  reason: "DeadlineExceeded",
  message: "Pod was active on the node longer than the specified deadline",
} as const;

/** A pod's status from what is known of it now, without times of transition (`generateAPIPodStatus` in kubelet_pods.go). */
export function podStatus(input: StatusInput): PodStatus {
  const { pod, view, rules, hostIP, own } = input;
  const statuses = containerStatuses(input, "containers");
  const initStatuses = containerStatuses(input, "initContainers");
  const ephemeral = containerStatuses(input, "ephemeralContainers");
  const phase = phaseAndReason(input, { statuses, initStatuses });
  const sandboxReady = view.sandbox?.ready ?? false;
  const conditions = conditionsOf({
    pod,
    phase: phase.phase ?? "Pending",
    initStatuses,
    statuses,
    sandboxReady,
    rules,
    known: own?.conditions ?? [],
  });
  const ip = view.sandbox?.ip;
  const { generation } = pod.metadata;
  return {
    ...(rules.status.observedGeneration && generation !== undefined ? { observedGeneration: generation } : {}),
    ...phase,
    conditions,
    hostIP,
    ...(rules.status.hostIPs ? { hostIPs: [{ ip: hostIP }] } : {}),
    ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    ...(initStatuses.length > 0 ? { initContainerStatuses: initStatuses } : {}),
    containerStatuses: statuses,
    ...(pod.status?.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    ...(ephemeral.length > 0 ? { ephemeralContainerStatuses: ephemeral } : {}),
  };
}

interface Statuses {
  readonly statuses: readonly ContainerStatus[];
  readonly initStatuses: readonly ContainerStatus[];
}

/** A phase that is final stays; the reason stays with its phase. */
function phaseAndReason(
  { pod, view, old, terminal, pastDeadline }: StatusInput,
  { statuses, initStatuses }: Statuses,
): Pick<PodStatus, "phase" | "reason" | "message"> {
  if (pastDeadline && !isFinal(old)) return { phase: "Failed", ...DEADLINE_EXCEEDED };
  const initialized = view.sandbox?.ready === true && pod.spec.containers.some(({ name }) => latest(view, name));
  const found = phaseOf({ pod, statuses: [...initStatuses, ...statuses], terminal, initialized });
  const phase = isFinal(old) && old.phase !== undefined ? old.phase : found;
  if (phase !== old.phase) return { phase };
  const { reason, message } = old;
  return { phase, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
}
