import type { Entry } from "../../kinds/index.ts";
import { eventsOf, type ShownEvent, type Tracker } from "../../lessons/index.ts";
import { firstWhere, keptBy } from "./lookup.ts";
import type { View } from "./view.ts";

/** Events as the API server holds them at the cursor, the latest last. */
export function eventsAt({ run, moments }: View, cursor: number): readonly ShownEvent[] {
  const upto = moments[cursor]?.seq ?? -1;
  const written = eventEntries(run);
  return eventsOf(
    written.slice(
      0,
      firstWhere(written.length, (index) => (written[index]?.seq ?? 0) > upto),
    ),
  );
}

const eventEntries = keptBy(({ entries }: View["run"]) => entries.filter(({ kind }) => kind === "event"));

export type ExchangeEntry = Extract<Entry, { kind: "credential" | "dns" | "tcp" | "tls" | "http" }>;

export interface Exchange {
  readonly step: number;
  readonly entries: readonly ExchangeEntry[];
}

const EXCHANGED: ReadonlySet<string> = new Set(["credential", "dns", "tcp", "tls", "http"]);

/** What went over the network in the step at the cursor, or in the last one before it in which something did. */
export function exchangeAt({ run, steps }: View, cursor: number): Exchange | undefined {
  for (let step = cursor; step >= 0; step -= 1) {
    const entries = (steps[step]?.seqs ?? []).flatMap((seq) => run.entries[seq] ?? []);
    const exchanged = entries.filter((entry): entry is ExchangeEntry => EXCHANGED.has(entry.kind));
    if (exchanged.some(({ kind }) => kind !== "credential")) return { step, entries: exchanged };
  }
  return undefined;
}

export interface TrackedValue {
  readonly variable: string;
  readonly value: string;
  /** What it was before, and the step that changed it. */
  readonly before?: string;
  readonly since: number;
  /** Whether the step at the cursor changed it. */
  readonly changed: boolean;
  /** Level of the value after each step: the how-manieth different value it is. */
  readonly levels: readonly number[];
}

/** Each variable at the cursor, with where it changed last. */
export function trackedAt(trackers: readonly Tracker[], cursor: number): readonly TrackedValue[] {
  return trackers.map(({ variable, values }) => {
    const value = values[cursor] ?? "";
    const other = values.slice(0, cursor).findLastIndex((each) => each !== value);
    const before = other === -1 ? undefined : (values[other] ?? "");
    return {
      variable,
      value,
      ...(before === undefined ? {} : { before }),
      since: other + 1,
      changed: other !== -1 && other === cursor - 1,
      levels: levelsOf(values),
    };
  });
}

const levelsOf = keptBy((values: readonly string[]): readonly number[] => {
  const levels = new Map<string, number>();
  for (const value of values) if (!levels.has(value)) levels.set(value, levels.size);
  return values.map((value) => levels.get(value) ?? 0);
});
