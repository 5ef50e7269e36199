import type { PodStatus } from "../../../kinds/index.ts";

/** Whether the pod has ended for good. */
export function isFinal({ phase }: PodStatus): boolean {
  return phase === "Succeeded" || phase === "Failed";
}
