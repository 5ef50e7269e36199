import { andThen, type Awaitable, failed, inTurn, ok, type Outcome } from "../../../base/index.ts";
import { grpcText } from "../../images/index.ts";
import { containerReference, podReference } from "../references.ts";
import { type FailedVolumes, NO_FAILED_VOLUMES, pullImageVolumes } from "./image-volumes.ts";
import type { Job, StartResult, WorkTools } from "./job.ts";
import { startContainer } from "./start-container.ts";

/**
 * Carries a plan out: sandbox, image volumes, then ephemeral, init and normal containers, one after the other (`SyncPod` in
 * kuberuntime_manager.go). Fails where there is no sandbox, so that no container was tried.
 */
export function carryOut(job: Job, tools: WorkTools): Awaitable<CarriedOut> {
  const { replaces, createsSandbox, imageVolumes } = job.plan;
  const startsOnly = replaces.length === 0 && !createsSandbox && imageVolumes.length === 0;
  return startsOnly ? startAll(job, tools, NO_FAILED_VOLUMES) : prepareAndStart(job, tools);
}

type CarriedOut = Outcome<readonly StartResult[], "no-sandbox">;

async function prepareAndStart(job: Job, tools: WorkTools): Promise<CarriedOut> {
  const { replaces, createsSandbox, imageVolumes } = job.plan;
  if (replaces.length > 0) await stopReplaced(job, tools);
  if (createsSandbox && !(await createSandbox(job, tools))) return failed("no-sandbox");
  const volumes = imageVolumes.length === 0 ? NO_FAILED_VOLUMES : await pullImageVolumes(job, tools);
  return startAll(job, tools, volumes);
}

/** The failure of an init container ends the sync, but not that of a sidecar. */
function startAll(job: Job, tools: WorkTools, volumes: FailedVolumes): Awaitable<CarriedOut> {
  const results: StartResult[] = [];
  const started = inTurn(job.plan.starts, (wanted) =>
    andThen(startContainer({ job, wanted, volumes }, tools), (result) => {
      results.push(result);
      return result.reason === undefined || !wanted.endsSync;
    }),
  );
  return andThen(started, () => ok(results));
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
