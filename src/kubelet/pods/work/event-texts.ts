import type { StatusRules } from "../../../kinds/index.ts";
import type { ContainerList } from "../references.ts";

/** Message of the event `Created`. */
export function createdText(container: string, { createdMessage }: StatusRules): string {
  switch (createdMessage) {
    case "bare":
      return `Created container ${container}`;
    case "colon":
      return `Created container: ${container}`;
    case "container-created":
      return "Container created";
  }
}

/** Message of the event `Started`. */
export function startedText(container: string, { createdMessage }: StatusRules): string {
  return createdMessage === "container-created" ? "Container started" : `Started container ${container}`;
}

interface Stopping {
  readonly list: ContainerList;
  /** The probe that has given it up; else its definition was changed. */
  readonly failed: "liveness" | "startup" | undefined;
  readonly restarts: boolean;
}

/** Message of the event `Killing` of a container whose pod goes on (`computePodActions` in kuberuntime_manager.go). */
export function stopText(container: string, { list, failed, restarts }: Stopping): string {
  const why = failed === undefined ? "definition changed" : `failed ${failed} probe`;
  if (list === "initContainers") return `Init container ${container} ${why}`;
  return `Container ${container} ${why}${restarts ? ", will be restarted" : ""}`;
}

/** Message of the event `Killing`. */
export function stoppingText(container: string): string {
  return `Stopping container ${container}`;
}
