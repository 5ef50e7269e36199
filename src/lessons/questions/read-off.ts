import { formatGoDuration } from "../../base/index.ts";
import type { ContainerStatus, Entry, EventType, KubernetesObject, Pod } from "../../kinds/index.ts";
import type { Step } from "../contract.ts";
import { toneOf } from "../tone.ts";
import type { Dice } from "./dice.ts";
import type { Told } from "./story.ts";

export { toneOf };

type Of<K extends Entry["kind"]> = Extract<Entry, { kind: K }>;

export function ofKind<K extends Entry["kind"]>({ entries }: Told, kind: K): readonly Of<K>[] {
  return entries.filter((entry): entry is Of<K> => entry.kind === kind);
}

/** Ends of pulls that failed. */
export function failedPulls(told: Told): readonly Of<"cri">[] {
  return ofKind(told, "cri").filter(
    ({ data }) => data.call === "PullImage" && data.at === "end" && data.grpcCode !== undefined,
  );
}

export function begunPulls(told: Told): readonly Of<"cri">[] {
  return ofKind(told, "cri").filter(({ data }) => data.call === "PullImage" && data.at === "begin");
}

/** The status that is published first at or behind an instant. */
export function statusAfter(told: Told, t: number): Of<"status"> | undefined {
  return ofKind(told, "status").find((entry) => entry.t >= t);
}

/** The status that was published last by an instant. */
export function statusBy(told: Told, t: number): Of<"status"> | undefined {
  return ofKind(told, "status").findLast((entry) => entry.t <= t);
}

/** A failed pull, the status that tells of it, and the step of that. */
export interface Trouble {
  readonly failure: Of<"cri">;
  readonly status: Of<"status">;
  readonly step: Step;
}

export function troublesOf(told: Told): readonly Trouble[] {
  return failedPulls(told).flatMap((failure) => {
    const status = statusAfter(told, failure.t);
    const step = status === undefined ? undefined : stepOf(told, status);
    return status === undefined || step === undefined ? [] : [{ failure, status, step }];
  });
}

/** A published status, with its step, of those that are wanted. */
export function someStatus(
  told: Told,
  dice: Dice,
  isWanted: (status: string) => boolean,
): { readonly status: Of<"status">; readonly step: Step } | undefined {
  const status = dice.pick(ofKind(told, "status").filter(({ data }) => isWanted(data.status)));
  const step = status === undefined ? undefined : stepOf(told, status);
  return status === undefined || step === undefined ? undefined : { status, step };
}

/** The step that an entry belongs to, or the last one that has begun by then. */
export function stepOf({ steps }: Told, { seq, t }: Pick<Entry, "seq" | "t">): Step | undefined {
  return steps.find(({ seqs }) => seqs.includes(seq)) ?? steps.findLast((step) => step.t <= t);
}

export function isReady(told: Told): boolean {
  const last = ofKind(told, "status").at(-1);
  return last !== undefined && toneOf(last.data.status) === "good";
}

/** What each of the values is once. */
export function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

export function durations(milliseconds: readonly number[]): string {
  return milliseconds.map((each) => formatGoDuration(each).replace(/(?<=[hm])0[ms]/g, "")).join(", ");
}

export function instant(t: number): string {
  return `${(t / 1000).toFixed(1)} s`;
}

/** A cell of a table that kubectl has printed, by the title of its column and the name in its first one. */
function cellOf(table: string, name: string, title: string): string | undefined {
  const [head = "", ...rows] = table.split("\n");
  const from = head.indexOf(title);
  const row = rows.find((each) => each.split(/\s+/, 1)[0] === name);
  if (from === -1 || row === undefined) return undefined;
  return row.slice(from).split(/ {2,}/, 1)[0]?.trim();
}

/** What `kubectl get pods` says of the pod at an instant. */
export async function cellAt(told: Told, t: number, title: "STATUS" | "READY" | "RESTARTS"): Promise<string> {
  return cellOf(await told.show("get pods", t), told.pod, title) ?? "";
}

/** The object that `-o json` prints; undefined where it printed something else. */
export async function objectAt<T extends object = KubernetesObject>(
  told: Told,
  command: string,
  t: number,
): Promise<T | undefined> {
  const text = await told.show(`${command} -o json`, t);
  return text.startsWith("{") ? (JSON.parse(text) as T) : undefined;
}

interface EventList {
  readonly items: readonly {
    readonly type: EventType;
    readonly reason: string;
    readonly message: string;
    readonly count?: number;
    readonly lastTimestamp?: string;
    readonly involvedObject: { readonly name?: string };
  }[];
}

/** The pod's events as the API server has them at an instant. */
export async function eventsAt(told: Told, t: number): Promise<EventList["items"]> {
  const list = await objectAt<EventList>(told, "get events", t);
  return list?.items.filter(({ involvedObject }) => involvedObject.name === told.pod) ?? [];
}

/** The events that tell of decisions which ended in a state; by what word they are called, the run itself says. */
export async function eventsOfState(told: Told, state: string, t: number): Promise<EventList["items"]> {
  const decided = ofKind(told, "decision").find(({ data }) => data.state === state)?.seq;
  const reason = ofKind(told, "event").find(({ cause }) => cause !== undefined && cause === decided)?.data.reason;
  return reason === undefined ? [] : (await eventsAt(told, t)).filter((event) => event.reason === reason);
}

export function timesOf(events: EventList["items"]): number {
  return events.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** The first status that has a container which runs, and when that has begun by its own account. */
export function firstStart(told: Told): Of<"status"> | undefined {
  return ofKind(told, "status").find(({ data }) =>
    data.containers.some(({ state, init }) => state.running !== undefined && init !== true),
  );
}

/** What the pod's containers, those that come first before the others, say of themselves. */
export async function containersAt(told: Told, t: number): Promise<readonly ContainerStatus[]> {
  const pod = await objectAt<Pod>(told, "get pod POD", t);
  return [...(pod?.status?.initContainerStatuses ?? []), ...(pod?.status?.containerStatuses ?? [])];
}

/** The messages of the containers that wait. */
export async function waitingAt(told: Told, t: number): Promise<string> {
  const containers = await containersAt(told, t);
  return containers.flatMap(({ state }) => state.waiting?.message ?? []).join("\n");
}
