import type { Entries, Entry } from "../../kinds/index.ts";
import type { Step } from "../contract.ts";

/** The concept card of a run: what was seen, as facts. */
export interface ConceptSnapshot {
  /** Statuses that kubectl showed, each once, in the order in which they came. */
  readonly statuses: readonly string[];
  readonly phases: readonly string[];
  readonly attempts: number;
  readonly failures: number;
  /** Milliseconds of each window. */
  readonly windows: readonly number[];
  /** What people did after the start. */
  readonly deeds: readonly string[];
  /** When the pod first ran; absent when it never did. */
  readonly running?: number;
  /** What the registry, or whoever stood before it, said to the last failed pull. */
  readonly refusal?: string;
}

export function snapshotOf(entries: Entries | readonly Entry[], steps: readonly Step[]): ConceptSnapshot {
  const all = [...entries];
  const pulls = all.filter((entry) => entry.kind === "cri" && entry.data.call === "PullImage");
  const ended = pulls.filter(
    (entry) => entry.kind === "cri" && entry.data.at === "end" && entry.data.grpcCode !== undefined,
  );
  const refused = steps.findLast(({ id }) => id.endsWith(".f"));
  const running = steps.find(({ phase }) => phase === "Running");
  return {
    statuses: once(steps.map(({ status }) => status)),
    phases: once(steps.map(({ phase }) => phase)),
    attempts: pulls.filter((entry) => entry.kind === "cri" && entry.data.at === "begin").length,
    failures: ended.length,
    windows: all.flatMap((entry) => (entry.kind === "backoff" ? entry.data.window : [])),
    deeds: steps.filter(({ id, t }) => /^a\d/.test(id) && t > 0).map(({ action }) => action),
    ...(running === undefined ? {} : { running: running.t }),
    ...(refused === undefined ? {} : { refusal: refused.result }),
  };
}

function once(words: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(words.filter((word) => word !== undefined))];
}
