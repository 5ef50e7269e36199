import type { Container, Pod } from "../../kinds/index.ts";

/** Init containers that run beside the others (`restartPolicy: Always`). */
export function isSidecar(init: Container): boolean {
  return init.restartPolicy === "Always";
}

/** Whether a container that has ended is started again: its own policy, else the pod's. */
export function restartsAfter(exitCode: number, container: Container, { spec }: Pod): boolean {
  const policy = container.restartPolicy ?? spec.restartPolicy ?? "Always";
  return policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
}
