import type { ContainerState, Pod, Trace } from "../../src/kinds/index.ts";
import type { RecordedEvent, Story } from "./story.ts";

/** What a run tells of one pod (one life of it), in a form in which a recording and a trace can be compared. */
export interface Telling {
  readonly pod: string;
  /** Published statuses without equal neighbours: phase, and each container's state with reason and message. */
  readonly statuses: readonly string[];
  /** Each kubelet event in order of its first appearance, with its last count. */
  readonly events: ReadonlyMap<string, number>;
  /** Seconds of each `Pulling`, from the first one. */
  readonly pulls: readonly number[];
}

interface Draft {
  readonly pod: string;
  readonly statuses: string[];
  readonly events: Map<string, number>;
  readonly pulls: number[];
}

export function tellingsOfStory(story: Story): Telling[] {
  const drafts = new Map<string, Draft>();
  const of = (uid: string, pod: string): Draft => {
    const draft = drafts.get(uid) ?? newDraft(pod);
    drafts.set(uid, draft);
    return draft;
  };
  for (const { type, object } of story.pods) {
    if (type === "DELETED") continue;
    const draft = of(object.metadata.uid ?? "", object.metadata.name ?? "");
    if (hasContainers(object)) tellStatus(draft, statusOfPod(object));
  }
  for (const { t, type, object } of story.events) {
    if (type === "DELETED" || object.involvedObject.kind !== "Pod" || !fromKubelet(object)) continue;
    const { uid, name, fieldPath = "" } = object.involvedObject;
    tellEvent(of(uid, name), { ...object, fieldPath, count: object.count ?? 1, t });
  }
  return [...drafts.values()].map(fromFirstPull);
}

export function tellingsOfTrace(trace: Trace, namespace: string): Telling[] {
  const lives = new Map<string, Draft[]>();
  for (const entry of trace.entries) {
    const [space, pod = ""] = entry.pod?.split("/") ?? [];
    if (space !== namespace) continue;
    const drafts = lives.get(pod) ?? [];
    if (entry.kind === "sync" && entry.data.number === 1) drafts.push(newDraft(pod));
    lives.set(pod, drafts);
    const draft = drafts.at(-1);
    if (draft === undefined) continue;
    if (entry.kind === "status") tellStatus(draft, statusText(entry.data.phase, entry.data.containers));
    if (entry.kind === "event" && entry.data.action !== "drop" && entry.data.reason !== "Scheduled") {
      tellEvent(draft, { ...entry.data, t: entry.t / 1000 });
    }
  }
  return [...lives.values()].flat().map(fromFirstPull);
}

function newDraft(pod: string): Draft {
  return { pod, statuses: [], events: new Map(), pulls: [] };
}

function tellStatus(draft: Draft, status: string): void {
  if (draft.statuses.at(-1) !== status) draft.statuses.push(status);
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
  draft.events.set(key, Math.max(event.count, draft.events.get(key) ?? 0));
  if (event.reason === "Pulling") draft.pulls.push(event.t);
}

function fromFirstPull(draft: Draft): Telling {
  const first = draft.pulls[0] ?? 0;
  return { ...draft, pulls: draft.pulls.map((t) => t - first) };
}

function fromKubelet(event: RecordedEvent): boolean {
  return (event as { readonly source?: { readonly component?: string } }).source?.component === "kubelet";
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

/** A message without what differs from run to run: durations, sizes, digests, ports, times, random ids. */
export function plain(message: string): string {
  return message
    .replace(/ in \S+ \(\S+ including waiting\)/, " in D (D including waiting)")
    .replace(/Image size: \d+ bytes/, "Image size: N bytes")
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:DIGEST")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ is/g, "TIME is")
    .replaceAll(/:\d{5}->/g, ":PORT->")
    .replaceAll(/(?:extract|mount)-?\d+[\w-]*/g, "SCRATCH");
}
