import { failed, ok, type Outcome } from "../../../base/index.ts";
import { grpcText } from "../../images/index.ts";
import { containerReference, podReference } from "../references.ts";
import { isSidecar } from "../restart-policy.ts";
import { NO_FAILED_VOLUMES, pullImageVolumes } from "./image-volumes.ts";
import type { Job, StartResult, WorkTools } from "./job.ts";
import { startContainer } from "./start-container.ts";

/**
 * Carries a plan out: sandbox, image volumes, then ephemeral, init and normal containers, one after the other (`SyncPod` in
 * kuberuntime_manager.go). Fails where there is no sandbox, so that no container was tried.
 */
export async function carryOut(job: Job, tools: WorkTools): Promise<Outcome<readonly StartResult[], "no-sandbox">> {
  const { plan } = job;
  if (plan.replaces.length > 0) await stopReplaced(job, tools);
  if (plan.createsSandbox && !(await createSandbox(job, tools))) return failed("no-sandbox");
  const volumes = plan.imageVolumes.length === 0 ? NO_FAILED_VOLUMES : await pullImageVolumes(job, tools);
  const results: StartResult[] = [];
  for (const wanted of plan.ephemeral) results.push(await startContainer({ job, wanted, volumes }, tools));
  for (const wanted of plan.inits) {
    const result = await startContainer({ job, wanted, volumes }, tools);
    results.push(result);
    if (result.reason !== undefined && !isSidecar(wanted.container)) return ok(results);
  }
  for (const wanted of plan.containers) results.push(await startContainer({ job, wanted, volumes }, tools));
  return ok(results);
}

async function stopReplaced({ pod, plan, sync }: Job, { events, runtime }: WorkTools): Promise<void> {
  for (const run of plan.replaces) {
    const object = containerReference(pod, "containers", run);
    const message = `Container ${run.name} definition changed, will be restarted`;
    events.emit({ object, type: "Normal", reason: "Killing", message, cause: sync });
    await runtime.stopContainer(pod, run.id, pod.spec.terminationGracePeriodSeconds ?? 30);
  }
}

async function createSandbox({ pod, sync }: Job, { events, runtime }: WorkTools): Promise<boolean> {
  const sandbox = await runtime.runPodSandbox(pod, sync);
  if (sandbox.ok) return true;
  const message = `Failed to create pod sandbox: ${grpcText(sandbox.fault)}`;
  events.emit({ object: podReference(pod), type: "Warning", reason: "FailedCreatePodSandBox", message, cause: sync });
  return false;
}
