import { oncePerKey } from "../../../base/index.ts";
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
  const { pod, view, rules, own } = input;
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
    ending: input.ending,
    known: own?.conditions ?? [],
  });
  // Member by member, in the order of the API: to spread what may be absent costs more than to compute it.
  const status: Draft = {};
  const { generation } = pod.metadata;
  if (rules.status.observedGeneration && generation !== undefined) status.observedGeneration = generation;
  if (phase.phase !== undefined) status.phase = phase.phase;
  if (phase.reason !== undefined) status.reason = phase.reason;
  if (phase.message !== undefined) status.message = phase.message;
  status.conditions = conditions;
  tellAddresses(status, input);
  if (initStatuses.length > 0) status.initContainerStatuses = initStatuses;
  status.containerStatuses = statuses;
  if (pod.status?.qosClass !== undefined) status.qosClass = pod.status.qosClass;
  if (ephemeral.length > 0) status.ephemeralContainerStatuses = ephemeral;
  return status;
}

type Draft = { -readonly [Key in keyof PodStatus]: PodStatus[Key] };

function tellAddresses(status: Draft, { view, rules, hostIP }: StatusInput): void {
  const ip = view.sandbox?.ip;
  status.hostIP = hostIP;
  if (rules.status.hostIPs) status.hostIPs = listOf(hostIP);
  if (ip === undefined) return;
  status.podIP = ip;
  status.podIPs = listOf(ip);
}

/** One list for an address, in whatever status it stands. */
const listOf = oncePerKey((ip: string): readonly { readonly ip: string }[] => [{ ip }]);

interface Statuses {
  readonly statuses: readonly ContainerStatus[];
  readonly initStatuses: readonly ContainerStatus[];
}

/** A phase that is final stays; the reason stays with its phase. */
function phaseAndReason(
  { pod, view, old, terminal, ending }: StatusInput,
  { statuses, initStatuses }: Statuses,
): Pick<PodStatus, "phase" | "reason" | "message"> {
  if (ending !== undefined && !isFinal(old)) return { phase: "Failed", ...ending };
  const initialized = view.sandbox?.ready === true && pod.spec.containers.some(({ name }) => latest(view, name));
  const found = phaseOf({ pod, statuses: [...initStatuses, ...statuses], terminal, initialized });
  const phase = isFinal(old) && old.phase !== undefined ? old.phase : found;
  if (phase !== old.phase) return { phase };
  const { reason, message } = old;
  return { phase, ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) };
}
