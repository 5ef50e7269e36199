import type { Container, Pod } from "../../../kinds/index.ts";
import { restartsAfter } from "../restart-policy.ts";
import { latest, type RuntimeView } from "../runtime-view.ts";

/** Whether a container ought to be started: it never was, was made but not started, or has ended and may run again. */
export function isDue(container: Container, pod: Pod, view: RuntimeView): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  const run = latest(view, container.name);
  if (run === undefined || run.state === "created") return true;
  return run.state === "exited" && restartsAfter(run.exitCode ?? 0, container, pod);
}
