import { type JsonObject, isJsonObject, listAt, objectAt, textAt, timestamp, valueAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { type Look, putStatus, removeFor } from "./actions.ts";
import { createJobPod, indexOf, isIndexed, rangesText } from "./job-pods.ts";
import { isActive, isReady, ownedBy } from "./owned.ts";
import { deletePod } from "./pods.ts";
import type { Retries } from "./retries.ts";

/** First and longest pause after a failed pod. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 600_000;
/** First minor that says why a job ends before it says that it has ended. */
const FORETELLS = 31;

/** Runs pods until enough have succeeded, or too many have failed. A pod that cannot pull its image does not fail. */
export function reconcileJob(look: Look, job: KubernetesObject, retries: Retries): void {
  const pods = ownedBy<Pod>(look.store.list("pods", job.metadata.namespace ?? ""), job);
  const ended = endOf(job);
  if (ended !== undefined) return expire(look, job, ended);
  const state = stateOf(job, pods);
  const ending = endingOf(look, job, state);
  if (ending !== undefined) return end(look, job, { ...state, ending });
  const isSuspended = objectAt(job, "spec")["suspend"] === true;
  if (isSuspended) for (const pod of pods.filter(isActive)) deletePod(look, job, pod);
  putStatus(look, job, { ...statusOf(job, state, look.clock.now()), ...suspension(look, job, isSuspended) });
  if (!isSuspended) startPods(look, job, { ...state, retries });
}

interface State {
  readonly pods: readonly Pod[];
  readonly active: number;
  readonly ready: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Of an indexed job: the indexes that are done. */
  readonly done: readonly number[];
}

function stateOf(job: KubernetesObject, pods: readonly Pod[]): State {
  const inPhase = (phase: string): readonly Pod[] => pods.filter(({ status }) => status?.phase === phase);
  const kept = objectAt(job, "status");
  const done = [...new Set(inPhase("Succeeded").flatMap((pod) => indexOf(pod) ?? []))];
  const succeeded = isIndexed(job) ? done.length : inPhase("Succeeded").length;
  return {
    pods,
    active: pods.filter(isActive).length,
    ready: pods.filter((pod) => isActive(pod) && isReady(pod)).length,
    succeeded: Math.max(succeeded, Number(kept["succeeded"] ?? 0)),
    failed: Math.max(inPhase("Failed").length, Number(kept["failed"] ?? 0)),
    done,
  };
}

interface Ending {
  readonly type: "Complete" | "Failed";
  readonly reason: string;
  readonly message: string;
}

/** Without a number of completions one success is enough, when the others have ended too. */
function endingOf(look: Look, job: KubernetesObject, { failed, succeeded, active }: State): Ending | undefined {
  const { backoffLimit, completions, activeDeadlineSeconds } = objectAt(job, "spec");
  if (failed > Number(backoffLimit ?? 6)) {
    const message = "Job has reached the specified backoff limit";
    return { type: "Failed", reason: "BackoffLimitExceeded", message };
  }
  const started = Date.parse(textAt(job, "status", "startTime") ?? "");
  const deadline = started + Number(activeDeadlineSeconds ?? Infinity) * 1000;
  if (deadline <= look.clock.now()) {
    return { type: "Failed", reason: "DeadlineExceeded", message: "Job was active longer than specified deadline" };
  }
  if (deadline < Infinity) look.againAt(deadline);
  const isDone = typeof completions === "number" ? succeeded >= completions : succeeded > 0 && active === 0;
  const message = "Reached expected number of succeeded pods";
  return isDone ? { type: "Complete", reason: "CompletionsReached", message } : undefined;
}

function end(look: Look, job: KubernetesObject, { ending, ...state }: State & { readonly ending: Ending }): void {
  const now = look.clock.now();
  const active = state.pods.filter(isActive);
  for (const pod of active) deletePod(look, job, pod);
  const { type, reason, message } = ending;
  const isComplete = type === "Complete";
  const time = { lastProbeTime: timestamp(now), lastTransitionTime: timestamp(now) };
  const said = { status: "True", ...time, reason, message };
  const before = { type: isComplete ? "SuccessCriteriaMet" : "FailureTarget", ...said };
  const foretells = Number(look.rules.minor.split(".")[1]) >= FORETELLS;
  const conditions = [...(foretells ? [before] : []), { type, ...said }];
  const completed = isComplete ? { completionTime: timestamp(now) } : {};
  putStatus(look, job, { ...statusOf(job, { ...state, active: 0, ready: 0 }, now), ...completed, conditions });
  if (isComplete) look.emit(job, { type: "Normal", reason: "Completed", message: "Job completed" });
  else look.emit(job, { type: "Warning", reason, message });
  const ended = look.store.get("jobs", job.metadata.namespace ?? "", job.metadata.name ?? "");
  if (ended !== undefined) expire(look, ended, endOf(ended) ?? {});
}

/** Removes a job whose time after its end is over. */
function expire(look: Look, job: KubernetesObject, ended: JsonObject): void {
  const seconds = objectAt(job, "spec")["ttlSecondsAfterFinished"];
  if (typeof seconds !== "number") return;
  const until = Date.parse(String(ended["lastTransitionTime"])) + seconds * 1000;
  if (until > look.clock.now()) return look.againAt(until);
  removeFor(look, job, job);
}

function endOf(job: KubernetesObject): JsonObject | undefined {
  return listAt(job, "status", "conditions")
    .filter(isJsonObject)
    .find((item) => ["Complete", "Failed"].includes(String(item["type"])));
}

/** The condition of a job that stands still, or did. */
function suspension(look: Look, job: KubernetesObject, isSuspended: boolean): object {
  const before = listAt(job, "status", "conditions").find((item) => valueAt(item, "type") === "Suspended");
  const status = isSuspended ? "True" : "False";
  if (before === undefined && !isSuspended) return {};
  if (textAt(before, "status") === status) return { conditions: [before] };
  const [reason, message] = isSuspended ? ["JobSuspended", "Job suspended"] : ["JobResumed", "Job resumed"];
  look.emit(job, { type: "Normal", reason: isSuspended ? "Suspended" : "Resumed", message });
  const time = timestamp(look.clock.now());
  return {
    conditions: [{ type: "Suspended", status, lastProbeTime: time, lastTransitionTime: time, reason, message }],
  };
}

function startPods(look: Look, job: KubernetesObject, state: State & { readonly retries: Retries }): void {
  const { active, succeeded, failed, pods, retries } = state;
  const { parallelism, completions } = objectAt(job, "spec");
  const left = typeof completions === "number" ? completions - succeeded : succeeded > 0 ? active : Infinity;
  const missing = Math.min(Number(parallelism ?? 1), left) - active;
  if (missing <= 0) return;
  const now = look.clock.now();
  const pause = failed === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (failed - 1), LONGEST_PAUSE);
  const ready = lastEnd(pods.filter(({ status }) => status?.phase === "Failed")) + pause;
  if (ready > now) return look.againAt(ready);
  const { uid = "" } = job.metadata;
  if (!retries.mayTry(uid, now)) return;
  for (const index of nextIndexes(job, state, missing)) {
    if (!createJobPod(look, job, index)) return look.againAt(retries.failed(uid, now));
  }
  retries.succeeded(uid);
}

/** One entry for each pod that is to come; indexes of an indexed job, lowest first. */
function nextIndexes(job: KubernetesObject, { pods, done }: State, count: number): readonly (number | undefined)[] {
  if (!isIndexed(job)) return Array.from({ length: count }, () => undefined);
  const busy = new Set([...done, ...pods.filter(isActive).flatMap((pod) => indexOf(pod) ?? [])]);
  const all = Array.from({ length: Number(objectAt(job, "spec")["completions"] ?? 0) }, (_, index) => index);
  return all.filter((index) => !busy.has(index)).slice(0, count);
}

function statusOf(job: KubernetesObject, { pods, done, ...counts }: State, now: number): object {
  const startTime = textAt(job, "status", "startTime") ?? timestamp(now);
  const shown = Object.entries(counts).filter(([key, value]) => key === "ready" || value > 0);
  const completed = isIndexed(job) && done.length > 0 ? { completedIndexes: rangesText(done) } : {};
  const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;
  const terminating = pods.filter(isLeaving).length;
  return { startTime, ...Object.fromEntries(shown), ...completed, terminating, uncountedTerminatedPods: {} };
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
