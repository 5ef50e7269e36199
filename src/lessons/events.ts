import type { Entries, EventType } from "../kinds/index.ts";

/** An event as the API server shows it at the end of the run. */
export interface ShownEvent {
  readonly pod: string;
  readonly fieldPath: string;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** Virtual milliseconds of its first and last occurrence. */
  readonly first: number;
  readonly last: number;
}

/** The events of a run in the order of their last occurrence, equal ones counted together. */
export function eventsOf(entries: Entries): ShownEvent[] {
  const events = new Map<string, ShownEvent>();
  for (const entry of entries) {
    if (entry.kind !== "event") continue;
    const { action: _action, ...shown } = entry.data;
    const key = JSON.stringify([entry.pod, shown.fieldPath, shown.type, shown.reason, shown.message]);
    const first = events.get(key)?.first ?? entry.t;
    events.delete(key);
    events.set(key, { ...shown, pod: entry.pod ?? "", first, last: entry.t });
  }
  return [...events.values()];
}
