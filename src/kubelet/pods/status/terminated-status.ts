import type { ContainerStatus, Pod, PodStatus } from "../../../kinds/index.ts";
import { LOST } from "./container-state.ts";
import { isFinal } from "./final.ts";
import { isSidecar } from "../restart-policy.ts";

/**
 * The last status of a pod that is stopped: what has not ended counts as lost, and a pod that has no end yet has failed.
 * So a pod whose image could never be pulled ends as Failed when it is deleted (`TerminatePod` in status_manager.go).
 */
export function terminatedStatus(pod: Pod, status: PodStatus): PodStatus {
  const { containerStatuses = [], initContainerStatuses = [] } = status;
  const tried = initContainerStatuses.findLastIndex(({ state, lastState }) => !state.waiting || lastState.terminated);
  const inits = initContainerStatuses.map((init, index) => (index <= Math.max(tried, 0) ? lost(init) : init));
  return {
    ...status,
    ...(isFinal(status) ? {} : { phase: "Failed" }),
    containerStatuses: isInitialized(pod, status) ? containerStatuses.map(lost) : containerStatuses,
    ...(inits.length > 0 ? { initContainerStatuses: inits } : {}),
  };
}

function lost(status: ContainerStatus): ContainerStatus {
  return status.state.terminated === undefined ? { ...status, state: LOST } : status;
}

/** Regular containers of a pod that never got beyond its init containers were never to run. */
function isInitialized({ spec }: Pod, { containerStatuses = [], initContainerStatuses = [] }: PodStatus): boolean {
  const inits = spec.initContainers ?? [];
  if (inits.length === 0) return true;
  if (containerStatuses.some(({ state, lastState }) => lastState.terminated || !state.waiting)) return true;
  const init = inits.at(-1);
  const last = initContainerStatuses.at(-1);
  if (init === undefined || last === undefined) return false;
  if (isSidecar(init)) return last.state.running !== undefined && last.started === true;
  return [last.state, last.lastState].some(({ terminated }) => terminated?.exitCode === 0);
}
