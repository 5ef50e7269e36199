import type { PodStatus } from "../../../kinds/index.ts";
import { isFinal } from "./final.ts";

/** The status that is published while containers may still run: an end is not told yet (`mergePodStatus` in status_manager.go). */
export function heldBack(status: PodStatus, published: PodStatus): PodStatus {
  if (isFinal(published) || !isFinal(status)) return status;
  const { phase: _phase, reason: _reason, message: _message, ...rest } = status;
  const { phase, reason, message } = published;
  return {
    ...rest,
    ...(phase === undefined ? {} : { phase }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}
