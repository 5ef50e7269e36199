import { timestamp } from "../../../base/index.ts";
import type { ContainerState } from "../../../kinds/index.ts";
import type { SeenContainer } from "../runtime-view.ts";

/** The state of a container that is no longer there, for a pod that has been stopped. */
export const LOST: ContainerState = {
  terminated: {
    exitCode: 137,
    reason: "ContainerStatusUnknown",
    message: "The container could not be located when the pod was terminated",
    startedAt: null,
    finishedAt: null,
  },
};

/** A container that was made but does not run yet waits, without a reason. */
export function stateOf(run: SeenContainer): ContainerState {
  switch (run.state) {
    case "created":
      return { waiting: {} };
    case "running":
      return { running: { startedAt: timestamp(run.startedAt ?? run.createdAt) } };
    case "exited":
      return { terminated: terminatedOf(run) };
  }
}

/** A container that never started is told with the epoch, as the runtime gives it. */
function terminatedOf({
  id,
  exitCode = 0,
  startedAt,
  finishedAt = 0,
  reason,
  message,
}: SeenContainer): NonNullable<ContainerState["terminated"]> {
  return {
    exitCode,
    reason: reason ?? (exitCode === 0 ? "Completed" : "Error"),
    ...(message === undefined ? {} : { message }),
    startedAt: timestamp(startedAt ?? 0),
    finishedAt: timestamp(finishedAt),
    containerID: id,
  };
}
