import { type Awaitable, isPending } from "../../../base/index.ts";
import { grpcText } from "../../images/index.ts";
import { podReference } from "../references.ts";
import { pullImageVolumes } from "./image-volumes.ts";
import type { Job, StartResult } from "./job.ts";
import type { Start } from "./plan.ts";
import { startContainer } from "./start-container.ts";

/**
 * Carries a plan out: sandbox, image volumes, then ephemeral, init and normal containers, one after the other (`SyncPod` in
 * kuberuntime_manager.go). Ends with nothing where there is no sandbox, so that no container was tried.
 */
export function carryOut(job: Job): Awaitable<readonly StartResult[] | undefined> {
  const { stops, createsSandbox, imageVolumes } = job.prepared.plan;
  const startsOnly = stops.length === 0 && !createsSandbox && imageVolumes.length === 0;
  return startsOnly ? startAll(job, []) : prepareAndStart(job);
}

async function prepareAndStart(job: Job): Promise<readonly StartResult[] | undefined> {
  const { stops, createsSandbox, imageVolumes } = job.prepared.plan;
  if (stops.length > 0) await stopContainers(job);
  if (createsSandbox && !(await createSandbox(job))) return undefined;
  if (imageVolumes.length > 0) job.volumes = await pullImageVolumes(job);
  return startAll(job, []);
}

/** Starts what has no result yet. */
function startAll(job: Job, before: readonly StartResult[]): Awaitable<readonly StartResult[]> {
  const { starts } = job.prepared.plan;
  let results = before;
  for (let wanted = starts[results.length]; wanted !== undefined; wanted = starts[results.length]) {
    const result = startContainer(wanted, job);
    if (isPending(result)) return startLater(job, results, result);
    // Mostly the only one: a list that grows takes room for seventeen.
    results = results.length === 0 ? [result] : [...results, result];
    if (endsSync(wanted, result)) return results;
  }
  return results;
}

async function startLater(
  job: Job,
  before: readonly StartResult[],
  pending: Promise<StartResult>,
): Promise<readonly StartResult[]> {
  const wanted = job.prepared.plan.starts[before.length];
  const result = await pending;
  const results = [...before, result];
  return endsSync(wanted, result) ? results : startAll(job, results);
}

/** The failure of an init container does, but not that of a sidecar. */
function endsSync(wanted: Start | undefined, { reason }: StartResult): boolean {
  return wanted?.endsSync === true && reason !== undefined;
}

async function stopContainers(job: Job): Promise<void> {
  const { pod, plan } = job.prepared;
  for (const { id, object, message, graceSeconds } of plan.stops) {
    job.emit(object, { type: "Normal", reason: "Killing", message });
    await job.tools.runtime.stopContainer(pod, id, graceSeconds);
  }
}

async function createSandbox(job: Job): Promise<boolean> {
  const { pod } = job.prepared;
  const sandbox = await job.tools.runtime.runPodSandbox(pod, job.sync);
  if (sandbox.ok) return true;
  const message = `Failed to create pod sandbox: ${grpcText(sandbox.fault)}`;
  job.emit(podReference(pod), { type: "Warning", reason: "FailedCreatePodSandBox", message });
  return false;
}
