import type { ContainerState, Pod, Trace } from "../../src/kinds/index.ts";
import type { RecordedEvent, Story } from "./story.ts";

/** What a run tells of one pod (one life of it), in a form in which a recording and a trace can be compared. */
export interface Telling {
  readonly pod: string;
  /** Published statuses without equal neighbours: phase, and each container's state with reason and message. */
  readonly statuses: readonly string[];
  /** Each kubelet event in order of its first appearance, with its last count. */
  readonly events: ReadonlyMap<string, number>;
  /** Seconds of each `Pulling`, from the first one; empty where the pod pulls more than one image. */
  readonly pulls: readonly number[];
  /** Seconds that the longest failed pull took. */
  readonly longest: number;
  /** Runs that were seen although they ended at once, which is in none of the statuses. */
  readonly briefRuns: number;
}

interface ToldStatus {
  readonly text: string;
  readonly t: number;
}

interface Draft {
  readonly pod: string;
  longest: number;
  readonly statuses: ToldStatus[];
  /** Counts by the message as it was, under the message without what differs. */
  readonly events: Map<string, Map<string, number>>;
  readonly pulls: number[];
}

export function tellingsOfStory(story: Pick<Story, "pods" | "events">): Telling[] {
  const drafts = new Map<string, Draft>();
  const of = (uid: string, pod: string): Draft => {
    const draft = drafts.get(uid) ?? newDraft(pod);
    drafts.set(uid, draft);
    return draft;
  };
  for (const { t, type, object } of story.pods) {
    if (type === "DELETED") continue;
    const draft = of(object.metadata.uid ?? "", object.metadata.name ?? "");
    if (hasContainers(object)) tellStatus(draft, { text: statusOfPod(object), t });
  }
  for (const { t, type, object } of story.events) {
    if (type === "DELETED" || object.involvedObject.kind !== "Pod" || !fromKubelet(object)) continue;
    const { uid, name, fieldPath = "" } = object.involvedObject;
    tellEvent(of(uid, name), { ...object, fieldPath, count: object.count ?? 1, t });
  }
  return [...drafts.values()].map(fromFirstPull);
}

export function tellingsOfTrace(trace: Trace, namespace: string): Telling[] {
  const drafts: Draft[] = [];
  const living = new Map<string, Draft>();
  for (const entry of trace.entries) {
    const [space, pod = ""] = entry.pod?.split("/") ?? [];
    if (space !== namespace) continue;
    if (entry.kind === "sync" && entry.data.number === 1) {
      const born = newDraft(pod);
      living.set(pod, born);
      drafts.push(born);
    }
    const draft = living.get(pod);
    if (draft === undefined) continue;
    if (entry.kind === "status") {
      tellStatus(draft, { text: statusText(entry.data.phase, entry.data.containers), t: entry.t / 1000 });
    }
    if (entry.kind === "event" && entry.data.reason !== "Scheduled") {
      tellEvent(draft, { ...entry.data, t: entry.t / 1000 });
    }
  }
  return drafts.map(fromFirstPull);
}

function newDraft(pod: string): Draft {
  return { pod, statuses: [], events: new Map(), pulls: [], longest: 0 };
}

function tellStatus(draft: Draft, status: ToldStatus): void {
  if (draft.statuses.at(-1)?.text !== status.text) draft.statuses.push(status);
}

interface ToldEvent {
  readonly t: number;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly fieldPath: string;
  readonly count: number;
}

function tellEvent(draft: Draft, event: ToldEvent): void {
  const key = `${event.type} ${event.reason} ${event.fieldPath} ${plain(event.message)}`;
  const counts = draft.events.get(key) ?? new Map<string, number>();
  draft.events.set(key, counts.set(event.message, Math.max(event.count, counts.get(event.message) ?? 0)));
  if (event.reason === "Pulling") draft.pulls.push(event.t);
  if (event.message.startsWith("Failed to pull"))
    draft.longest = Math.max(draft.longest, event.t - (draft.pulls.at(-1) ?? 0));
}

function fromFirstPull(draft: Draft): Telling {
  const [first = 0] = draft.pulls;
  const images = [...draft.events.keys()].filter((event) => event.startsWith("Normal Pulling"));
  const pulls = images.length > 1 ? [] : draft.pulls.map((t) => t - first);
  const events = new Map([...draft.events].map(([key, counts]) => [key, sum(counts.values())]));
  return {
    ...draft,
    events,
    pulls,
    statuses: lasting(draft.statuses),
    briefRuns: draft.statuses.filter((status, index) => isBriefRun(status, draft.statuses[index + 1])).length,
  };
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0);
}

/** Without what a relist may have seen or not. */
export function lasting(statuses: readonly ToldStatus[]): string[] {
  const kept = statuses.filter((status, index) => !isPassing(status, statuses[index + 1]));
  return kept.map(({ text }) => text).filter((text, index, all) => text !== all[index - 1]);
}

/** Seconds from one relist to the next, and a bit for what the recorder saw late. */
const RELIST = 1.25;

/** On its way out a pod shows ContainerCreating for a moment; the status manager may send only what comes after. */
function isPassing(status: ToldStatus, next: ToldStatus | undefined): boolean {
  if (next === undefined) return false;
  if (status.text.endsWith("waiting ContainerCreating") && next.text.startsWith("Failed")) return true;
  return isBriefRun(status, next);
}

function isBriefRun(status: ToldStatus, next: ToldStatus | undefined): boolean {
  return next !== undefined && next.t - status.t < RELIST && hasEndedSince(status.text, next.text);
}

/** One that ended at once was seen running, and by most relists was not. */
function hasEndedSince(status: string, next: string): boolean {
  const [before, after] = [status, next].map((text) => text.split(" | ").slice(1)) as [string[], string[]];
  return before.some((one, index) => one.endsWith(": running") && after[index]?.includes(": terminated ") === true);
}

/** Mounts that came late are the busy machine's, not the story's. */
function fromKubelet(event: RecordedEvent): boolean {
  const { component } = (event as { readonly source?: { readonly component?: string } }).source ?? {};
  return component === "kubelet" && event.reason !== "FailedMount";
}

function hasContainers(pod: Pod): boolean {
  return pod.status?.containerStatuses !== undefined;
}

function statusOfPod(pod: Pod): string {
  const { phase = "Pending", initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  return statusText(phase, [...initContainerStatuses, ...containerStatuses]);
}

function statusText(
  phase: string,
  containers: readonly { readonly name: string; readonly state: ContainerState }[],
): string {
  return [phase, ...containers.map(({ name, state }) => `${name}: ${stateText(state)}`)].join(" | ");
}

function stateText({ waiting, running, terminated }: ContainerState): string {
  if (running !== undefined) return "running";
  if (terminated !== undefined) return `terminated ${terminated.exitCode} ${terminated.reason ?? ""}`;
  return `waiting ${waiting?.reason ?? ""} ${plain(waiting?.message ?? "")}`.trim();
}

/**
 * A message without what differs from run to run: durations, sizes, digests, ports, times, random ids; and whether a dial
 * that timed out was ended by its own limit or by that of the request around it.
 */
function plain(message: string): string {
  return message
    .replace(/rpc error: code = DeadlineExceeded desc = (?=.*i\/o timeout)/, "")
    .replace(/ in \S+ \(\S+ including waiting\)/, " in D (D including waiting)")
    .replace(/Image size: \d+ bytes/, "Image size: N bytes")
    .replaceAll(/\([0-9a-f]{8}-[0-9a-f-]{27}\)/g, "(UID)")
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:DIGEST")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ is/g, "TIME is")
    .replaceAll(/:\d{5}->/g, ":PORT->")
    .replaceAll(/(?:extract|mount)-?\d+[\w-]*/g, "SCRATCH");
}
