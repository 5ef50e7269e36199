import { listAt, objectAt, textAt, valueAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { createFor, type Look, putStatus } from "./actions.ts";
import { isActive, isReady, ownedBy, ownerReference } from "./owned.ts";
import { createPod, deletePod } from "./pods.ts";
import type { Retries } from "./retries.ts";

/** First and longest pause after a failed pod. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 600_000;

/** Runs pods until enough have succeeded, or too many have failed. A pod that cannot pull its image does not fail. */
export function reconcileJob(look: Look, job: KubernetesObject, retries: Retries): void {
  const pods = ownedBy<Pod>(look.store.list("pods", job.metadata.namespace ?? ""), job);
  const count = countsOf(job, pods);
  const spec = objectAt(job, "spec");
  const now = look.clock.now();
  const end = endOf(job);
  if (end !== undefined) return;
  const isFailed = count.failed > Number(spec["backoffLimit"] ?? 6);
  const isComplete = count.succeeded >= Number(spec["completions"] ?? 1);
  if (isFailed || isComplete) {
    for (const pod of pods.filter(isActive)) deletePod(look, job, pod);
    return putStatus(look, job, { ...statusOf(job, count, now), ...ending(isComplete, now) });
  }
  putStatus(look, job, statusOf(job, count, now));
  const wanted = Math.min(Number(spec["parallelism"] ?? 1), Number(spec["completions"] ?? 1) - count.succeeded);
  if (spec["suspend"] === true || count.active >= wanted) return;
  const pause = count.failed === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (count.failed - 1), LONGEST_PAUSE);
  const ready = lastEnd(pods) + pause;
  if (ready > now) return look.againAt(ready);
  startPods(look, job, { missing: wanted - count.active, retries });
}

function startPods(
  look: Look,
  job: KubernetesObject,
  { missing, retries }: { missing: number; retries: Retries },
): void {
  const { uid = "" } = job.metadata;
  const now = look.clock.now();
  if (!retries.mayTry(uid, now)) return;
  for (let index = 0; index < missing; index += 1) {
    if (createPod(look, job) !== undefined) return look.againAt(retries.failed(uid, now));
  }
  retries.succeeded(uid);
}

interface JobCounts {
  readonly active: number;
  readonly ready: number;
  readonly succeeded: number;
  readonly failed: number;
}

function countsOf(job: KubernetesObject, pods: readonly Pod[]): JobCounts {
  const inPhase = (phase: string): number => pods.filter(({ status }) => status?.phase === phase).length;
  const kept = objectAt(job, "status");
  return {
    active: pods.filter(isActive).length,
    ready: pods.filter((pod) => isActive(pod) && isReady(pod)).length,
    succeeded: Math.max(inPhase("Succeeded"), Number(kept["succeeded"] ?? 0)),
    failed: Math.max(inPhase("Failed"), Number(kept["failed"] ?? 0)),
  };
}

function statusOf(job: KubernetesObject, count: JobCounts, now: number): object {
  const startTime = textAt(job, "status", "startTime") ?? timestamp(now);
  const shown = Object.entries(count).filter(([key, value]) => key === "ready" || value > 0);
  return { startTime, ...Object.fromEntries(shown), terminating: 0, uncountedTerminatedPods: {} };
}

function ending(isComplete: boolean, now: number): object {
  const time = { lastProbeTime: timestamp(now), lastTransitionTime: timestamp(now) };
  if (isComplete) {
    const message = "Reached expected number of succeeded pods";
    const condition = { type: "Complete", status: "True", ...time, reason: "CompletionsReached", message };
    return { completionTime: timestamp(now), conditions: [condition] };
  }
  const message = "Job has reached the specified backoff limit";
  return { conditions: [{ type: "Failed", status: "True", ...time, reason: "BackoffLimitExceeded", message }] };
}

function endOf(job: KubernetesObject): unknown {
  return listAt(job, "status", "conditions").find((item) =>
    ["Complete", "Failed"].includes(String(valueAt(item, "type"))),
  );
}

function lastEnd(pods: readonly Pod[]): number {
  const ends = pods
    .flatMap(({ status }) => status?.containerStatuses ?? [])
    .flatMap(({ state }) => {
      const { finishedAt } = state.terminated ?? {};
      return finishedAt === undefined || finishedAt === null ? [] : [Date.parse(finishedAt)];
    });
  return Math.max(0, ...ends);
}

/** Starts one job, at once: schedules are not followed. */
export function reconcileCronJob(look: Look, cronJob: KubernetesObject): void {
  const spec = objectAt(cronJob, "spec");
  const jobs = ownedBy(look.store.list("jobs", cronJob.metadata.namespace ?? ""), cronJob);
  if (jobs.length > 0 || spec["suspend"] === true) return;
  const template = objectAt(spec, "jobTemplate");
  const minutes = Math.floor(look.clock.now() / 60_000);
  const name = `${cronJob.metadata.name ?? ""}-${minutes}`;
  const metadata = { ...objectAt(template, "metadata"), name, ownerReferences: [ownerReference(cronJob)] };
  createFor(look, cronJob, { apiVersion: "batch/v1", kind: "Job", metadata, spec: template["spec"] });
  look.emit(cronJob, { type: "Normal", reason: "SuccessfulCreate", message: `Created job ${name}` });
  putStatus(look, cronJob, { lastScheduleTime: timestamp(minutes * 60_000) });
}
