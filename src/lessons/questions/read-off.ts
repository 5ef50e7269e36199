import { formatGoDuration } from "../../base/index.ts";
import type { Entry } from "../../kinds/index.ts";
import type { Step } from "../contract.ts";
import type { Told } from "./story.ts";

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

/** The step that an entry belongs to, or the last one that has begun by then. */
export function stepOf({ steps }: Told, { seq, t }: Pick<Entry, "seq" | "t">): Step | undefined {
  return steps.find(({ seqs }) => seqs.includes(seq)) ?? steps.findLast((step) => step.t <= t);
}

export function durations(milliseconds: readonly number[]): string {
  return milliseconds.map((each) => formatGoDuration(each).replace(/(?<=[hm])0[ms]/g, "")).join(", ");
}

export function instant(t: number): string {
  return `${(t / 1000).toFixed(1)} s`;
}

/** A cell of a table that kubectl has printed, by the title of its column and the name in its first one. */
export function cellOf(table: string, name: string, title: string): string | undefined {
  const [head = "", ...rows] = table.split("\n");
  const from = head.indexOf(title);
  const row = rows.find((each) => each.split(/\s+/, 1)[0] === name);
  if (from === -1 || row === undefined) return undefined;
  return row.slice(from).split(/ {2,}/, 1)[0]?.trim();
}
