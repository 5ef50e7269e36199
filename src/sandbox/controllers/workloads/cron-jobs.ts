import { Cron } from "croner";

import { isJsonObject, listAt, objectAt, textAt, timestamp, valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { createFor, type Look, putStatus, removeFor } from "./actions.ts";
import { ownedBy, ownerReference } from "./owned.ts";

/** Starts jobs when their schedule says so; where schedules are not followed, one at once. */
export function reconcileCronJob(look: Look, cronJob: KubernetesObject): void {
  const jobs = ownedBy<KubernetesObject>(look.store.list("jobs", cronJob.metadata.namespace ?? ""), cronJob);
  sawEnds(look, cronJob, jobs);
  for (const job of outdated(cronJob, jobs)) {
    removeFor(look, cronJob, job);
    const message = `Deleted job ${job.metadata.name ?? ""}`;
    look.emit(cronJob, { type: "Normal", reason: "SuccessfulDelete", message });
  }
  const due = dueOf(look, cronJob, jobs);
  const active = running(look, cronJob, jobs);
  if (due !== undefined && mayStart(look, cronJob, active)) start(look, cronJob, due);
  else report(look, cronJob, { active: active.map((job) => knownReference(cronJob, job)) });
}

/** The instant that a job is due for; undefined: none is, yet. */
function dueOf(look: Look, cronJob: KubernetesObject, jobs: readonly KubernetesObject[]): number | undefined {
  if (objectAt(cronJob, "spec")["suspend"] === true) return undefined;
  const now = look.clock.now();
  if (look.followsSchedules !== true) return jobs.length > 0 ? undefined : Math.floor(now / 60_000) * 60_000;
  const since = textAt(cronJob, "status", "lastScheduleTime") ?? cronJob.metadata.creationTimestamp ?? "";
  const next = nextAfter(cronJob, Date.parse(since));
  if (next === undefined) {
    const message = `unparseable schedule: ${JSON.stringify(textAt(cronJob, "spec", "schedule") ?? "")}`;
    look.emit(cronJob, { type: "Warning", reason: "UnparseableSchedule", message });
    return undefined;
  }
  if (next > now) {
    look.againAt(next);
    return undefined;
  }
  const latest = latestDue(cronJob, next, now);
  const following = nextAfter(cronJob, latest);
  if (following !== undefined) look.againAt(following);
  return latest;
}

function nextAfter(cronJob: KubernetesObject, instant: number): number | undefined {
  const timezone = textAt(cronJob, "spec", "timeZone") ?? "Etc/UTC";
  try {
    const cron = new Cron(textAt(cronJob, "spec", "schedule") ?? "", { paused: true, timezone, mode: "5-part" });
    return cron.nextRun(new Date(instant))?.getTime();
  } catch {
    return undefined;
  }
}

/** Of all that were missed, only the last is made up for. */
function latestDue(cronJob: KubernetesObject, first: number, now: number): number {
  let latest = first;
  for (let next = nextAfter(cronJob, first); next !== undefined && next <= now; next = nextAfter(cronJob, latest)) {
    latest = next;
  }
  return latest;
}

function mayStart(look: Look, cronJob: KubernetesObject, active: readonly KubernetesObject[]): boolean {
  const policy = objectAt(cronJob, "spec")["concurrencyPolicy"];
  if (policy === "Replace") for (const job of active) removeFor(look, cronJob, job);
  if (policy !== "Forbid" || active.length === 0) return true;
  const message = "Not starting job because prior execution is running and concurrency policy is Forbid";
  look.emit(cronJob, { type: "Normal", reason: "JobAlreadyActive", message });
  return false;
}

function start(look: Look, cronJob: KubernetesObject, due: number): void {
  const template = objectAt(cronJob, "spec", "jobTemplate");
  const name = `${cronJob.metadata.name ?? ""}-${Math.floor(due / 60_000)}`;
  const own = objectAt(template, "metadata");
  const annotations = {
    ...objectAt(own, "annotations"),
    "batch.kubernetes.io/cronjob-scheduled-timestamp": timestamp(due),
  };
  const metadata = { ...own, name, annotations, ownerReferences: [ownerReference(cronJob)] };
  const answer = createFor(look, cronJob, { apiVersion: "batch/v1", kind: "Job", metadata, spec: template["spec"] });
  if (!answer.ok && answer.status.reason === "AlreadyExists") return;
  if (!answer.ok) {
    const message = `Error creating job: ${answer.status.message}`;
    return look.emit(cronJob, { type: "Warning", reason: "FailedCreate", message });
  }
  look.emit(cronJob, { type: "Normal", reason: "SuccessfulCreate", message: `Created job ${name}` });
  const made = look.store.get("jobs", cronJob.metadata.namespace ?? "", name);
  const active = listAt(cronJob, "status", "active").filter(isJsonObject);
  const started = made === undefined ? active : [...active, referenceTo(made)];
  report(look, cronJob, { active: started, lastScheduleTime: timestamp(due) });
}

interface Report {
  readonly active: readonly object[];
  readonly lastScheduleTime?: string;
}

function report(look: Look, cronJob: KubernetesObject, { active, lastScheduleTime }: Report): void {
  const { active: _before, ...status } = objectAt(cronJob, "status");
  putStatus(look, cronJob, {
    ...status,
    ...(active.length === 0 ? {} : { active }),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
    ...lastSuccess(look, cronJob),
  });
}

function lastSuccess(look: Look, cronJob: KubernetesObject): object {
  const jobs = ownedBy<KubernetesObject>(look.store.list("jobs", cronJob.metadata.namespace ?? ""), cronJob);
  const times = jobs.flatMap((job) => textAt(job, "status", "completionTime") ?? []).sort();
  const last = times.at(-1);
  return last === undefined ? {} : { lastSuccessfulTime: last };
}

/** The jobs that were started here and have not ended; that there are others is said. */
function running(
  look: Look,
  cronJob: KubernetesObject,
  jobs: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const known = listAt(cronJob, "status", "active").map((reference) => textAt(reference, "uid"));
  const open = jobs.filter((job) => endOf(job) === undefined);
  if (look.followsSchedules !== true) return open;
  for (const { metadata } of open.filter((job) => !known.includes(job.metadata.uid))) {
    const message = `Saw a job that the controller did not create or forgot: ${metadata.name ?? ""}`;
    look.emit(cronJob, { type: "Warning", reason: "UnexpectedJob", message });
  }
  return open.filter((job) => known.includes(job.metadata.uid));
}

/** A reference stays as it was written first. */
function knownReference(cronJob: KubernetesObject, job: KubernetesObject): object {
  const known = listAt(cronJob, "status", "active").find((reference) => textAt(reference, "uid") === job.metadata.uid);
  return isJsonObject(known) ? known : referenceTo(job);
}

function referenceTo(job: KubernetesObject): object {
  const { name, namespace, uid, resourceVersion } = job.metadata;
  return { apiVersion: job.apiVersion, kind: job.kind, name, namespace, uid, resourceVersion };
}

/** Tells of the active jobs that have ended. */
function sawEnds(look: Look, cronJob: KubernetesObject, jobs: readonly KubernetesObject[]): void {
  const active = listAt(cronJob, "status", "active").map((reference) => textAt(reference, "uid"));
  for (const job of jobs) {
    const end = endOf(job);
    if (end === undefined || !active.includes(job.metadata.uid)) continue;
    const message = `Saw completed job: ${job.metadata.name ?? ""}, condition: ${end}`;
    look.emit(cronJob, { type: "Normal", reason: "SawCompletedJob", message });
  }
}

/** Jobs that have ended beyond those that are kept. */
function outdated(cronJob: KubernetesObject, jobs: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const { successfulJobsHistoryLimit: good = 3, failedJobsHistoryLimit: bad = 1 } = objectAt(cronJob, "spec");
  const newest = (type: string): readonly KubernetesObject[] => jobs.filter((job) => endOf(job) === type).toReversed();
  return [...newest("Complete").slice(Number(good)), ...newest("Failed").slice(Number(bad))];
}

function endOf(job: KubernetesObject): string | undefined {
  const types = listAt(job, "status", "conditions").map((item) => String(valueAt(item, "type")));
  return types.find((type) => type === "Complete" || type === "Failed");
}
