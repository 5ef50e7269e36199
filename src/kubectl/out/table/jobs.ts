import { type JsonObject, listAt, valueAt } from "../../../base/index.ts";
import { isSetAt, isTrueAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { ageSince, humanDuration } from "../human-duration.ts";
import { selectorText } from "../label-selector.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, integer, NAME, type TableKind, type TableOptions } from "./table.ts";
import { TEMPLATE, templateCells } from "./template-columns.ts";

/** Conditions that name the status of a job, and which word comes between them where it is on its way out. */
const ENDS = ["Complete", "Failed"];
const STATES = ["Suspended", "FailureTarget", "SuccessCriteriaMet"];

export const JOB_TABLE: TableKind = {
  columns: ({ jobsShowStatus }) => [
    NAME,
    ...(jobsShowStatus ? [column("Status")] : []),
    column("Completions"),
    column("Duration"),
    AGE,
    ...TEMPLATE,
  ],
  cells: (job, options) => [
    nameOf(job),
    ...(options.rules.jobsShowStatus ? [statusOf(job)] : []),
    completionsOf(job),
    durationOf(job, options),
    ageOf(job, options),
    ...templateCells(job, "spec"),
    selectorText(valueAt(job, "spec", "selector")) || "<none>",
  ],
};

function statusOf(job: JsonObject): string {
  const holds = (type: string): boolean =>
    objectsAt(job, "status", "conditions").some((one) => one["type"] === type && one["status"] === "True");
  const end = ENDS.find(holds);
  if (end !== undefined) return end;
  if (isSetAt(job, "metadata", "deletionTimestamp")) return "Terminating";
  return STATES.find(holds) ?? "Running";
}

function completionsOf(job: JsonObject): string {
  const done = numberAt(job, "status", "succeeded");
  if (isSetAt(job, "spec", "completions")) return `${done}/${numberAt(job, "spec", "completions")}`;
  const parallelism = numberAt(job, "spec", "parallelism");
  return parallelism > 1 ? `${done}/1 of ${parallelism}` : `${done}/1`;
}

function durationOf(job: JsonObject, { now }: TableOptions): string {
  if (!isSetAt(job, "status", "startTime")) return "";
  const end = isSetAt(job, "status", "completionTime") ? Date.parse(stringAt(job, "status", "completionTime")) : now;
  return humanDuration(end - Date.parse(stringAt(job, "status", "startTime")));
}

export const CRON_JOB_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Schedule"),
    column("Timezone"),
    { ...column("Suspend"), type: "boolean" },
    integer("Active"),
    column("Last Schedule"),
    AGE,
    ...TEMPLATE,
  ],
  cells: (cron, options) => [
    nameOf(cron),
    stringAt(cron, "spec", "schedule"),
    stringAt(cron, "spec", "timeZone") || "<none>",
    isTrueAt(cron, "spec", "suspend") ? "True" : "False",
    listAt(cron, "status", "active").length,
    isSetAt(cron, "status", "lastScheduleTime")
      ? ageSince(stringAt(cron, "status", "lastScheduleTime"), options.now)
      : "<none>",
    ageOf(cron, options),
    ...templateCells(cron, "spec", "jobTemplate", "spec"),
    selectorText(valueAt(cron, "spec", "jobTemplate", "spec", "selector")) || "<none>",
  ],
};
