import type { ContainerStatus, Pod, PrinterRules } from "../../kinds/index.ts";
import { ageSince } from "./human-duration.ts";

/** What `kubectl get pods` says of a pod beside its name and age. */
export interface PodColumns {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  /** ISO instant at which the newest earlier run ended. */
  readonly lastRestart?: string;
}

/**
 * The columns as the API server's `printPod` computes them. Any combination of states has an answer; statuses are taken
 * in the order given.
 */
export function podColumns(pod: Pod, rules: PrinterRules): PodColumns {
  const inits = initWalk(pod);
  const showsContainers =
    inits.blocking === undefined || (rules.initializedShowsContainers && hasCondition(pod, "Initialized"));
  const containers = showsContainers ? (pod.status?.containerStatuses ?? []) : [];
  const counted = showsContainers
    ? [...inits.visited.filter((status) => isSidecar(pod, status)), ...containers]
    : inits.visited;
  const lastRestart = latestEnd(counted);
  const ready = containers.filter(isReadyAndRunning).length + (rules.sidecarsCount ? readySidecars(pod, inits) : 0);
  return {
    ready: `${ready}/${totalContainers(pod, rules)}`,
    status: statusText(pod, rules, { blocking: inits.blocking, containers, showsContainers }),
    restarts: counted.reduce((sum, status) => sum + (status.restartCount ?? 0), 0),
    ...(lastRestart === undefined ? {} : { lastRestart }),
  };
}

/** The STATUS column. */
export function podStatusColumn(pod: Pod, rules: PrinterRules): string {
  return podColumns(pod, rules).status;
}

/** The RESTARTS column: the number, and how long ago the last one was. */
export function restartsText({ restarts, lastRestart }: PodColumns, now: number): string {
  return restarts === 0 || lastRestart === undefined
    ? `${restarts}`
    : `${restarts} (${ageSince(lastRestart, now)} ago)`;
}

/** Init statuses up to the one that holds the pod up, which is the last of `visited` where there is one. */
interface InitWalk {
  readonly visited: readonly ContainerStatus[];
  readonly blocking?: ContainerStatus;
}

function initWalk(pod: Pod): InitWalk {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const index = statuses.findIndex((status) => !hasSucceeded(status) && !isStartedSidecar(pod, status));
  const blocking = statuses[index];
  return blocking === undefined ? { visited: statuses } : { visited: statuses.slice(0, index + 1), blocking };
}

function hasSucceeded({ state }: ContainerStatus): boolean {
  return state?.terminated !== undefined && (state.terminated.exitCode ?? 0) === 0;
}

function isSidecar(pod: Pod, { name }: ContainerStatus): boolean {
  return (pod.spec.initContainers ?? []).findLast((container) => container.name === name)?.restartPolicy === "Always";
}

function isStartedSidecar(pod: Pod, status: ContainerStatus): boolean {
  return isSidecar(pod, status) && status.started === true;
}

function readySidecars(pod: Pod, { visited }: InitWalk): number {
  return visited.filter((status) => isStartedSidecar(pod, status) && !hasSucceeded(status) && status.ready).length;
}

function totalContainers({ spec }: Pod, rules: PrinterRules): number {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === "Always");
  return (spec.containers ?? []).length + (rules.sidecarsCount ? sidecars.length : 0);
}

interface Shown {
  readonly blocking: ContainerStatus | undefined;
  readonly containers: readonly ContainerStatus[];
  readonly showsContainers: boolean;
}

function statusText(pod: Pod, rules: PrinterRules, shown: Shown): string {
  const phase = pod.status?.phase ?? "";
  if (rules.statusIs === "phase") return phase;
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (pod.status?.reason === "NodeLost") return "Unknown";
    if (rules.finishedPodsTerminate || (phase !== "Succeeded" && phase !== "Failed")) return "Terminating";
  }
  const initText = shown.blocking === undefined ? undefined : initReason(pod, rules, shown.blocking);
  if (!shown.showsContainers) return initText ?? phase;
  return containersReason(pod, rules, shown.containers) ?? initText ?? basicReason(pod);
}

function basicReason({ status }: Pod): string {
  const gated = status?.conditions?.some(({ type, reason }) => type === "PodScheduled" && reason === "SchedulingGated");
  return gated === true ? "SchedulingGated" : status?.reason || (status?.phase ?? "");
}

function initReason(pod: Pod, rules: PrinterRules, status: ContainerStatus): string {
  const statuses = pod.status?.initContainerStatuses ?? [];
  const said = status.state?.waiting?.reason === "PodInitializing" ? undefined : spokenReason(status);
  const text = said ?? `${statuses.indexOf(status)}/${pod.spec.initContainers?.length ?? 0}`;
  return rules.initPrefix ? `Init:${text}` : text;
}

/** The first container that has something to say, in the order of the statuses. */
function containersReason(pod: Pod, rules: PrinterRules, statuses: readonly ContainerStatus[]): string | undefined {
  const speaking = statuses.filter((status) => spokenReason(status) !== undefined);
  const speaker = rules.firstContainerWins ? speaking[0] : speaking.at(-1);
  const reason = speaker === undefined ? undefined : spokenReason(speaker);
  return (reason ?? basicReason(pod)) === "Completed" ? insteadOfCompleted(pod, rules, statuses) : reason;
}

/** A pod of which one container has completed shows what the others do. */
function insteadOfCompleted(pod: Pod, rules: PrinterRules, statuses: readonly ContainerStatus[]): string {
  const isRunning = statuses.some(isReadyAndRunning);
  if (isRunning && hasCondition(pod, "Ready")) return "Running";
  const failed = statuses.find(hasFailed);
  if (rules.completedShowsOtherError && failed !== undefined) return spokenReason(failed) ?? "";
  return isRunning ? "NotReady" : "Completed";
}

function spokenReason({ state }: ContainerStatus): string | undefined {
  if (state?.waiting?.reason) return state.waiting.reason;
  const { terminated } = state ?? {};
  if (terminated === undefined) return undefined;
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode ?? 0}`;
}

function hasFailed({ state }: ContainerStatus): boolean {
  return !state?.waiting?.reason && (state?.terminated?.exitCode ?? 0) !== 0;
}

function isReadyAndRunning({ ready, state }: ContainerStatus): boolean {
  return ready && state?.running !== undefined && !state.waiting?.reason && state.terminated === undefined;
}

function hasCondition({ status }: Pod, wanted: string): boolean {
  return status?.conditions?.find(({ type }) => type === wanted)?.status === "True";
}

function latestEnd(statuses: readonly ContainerStatus[]): string | undefined {
  const ends = statuses.flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? []);
  return ends.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}
