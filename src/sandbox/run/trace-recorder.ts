import type { Now } from "../../base/index.ts";
import type { About, EntryData, EntryKind, Recorder } from "../../kinds/index.ts";
import { EntryColumns } from "./entry-columns.ts";

/** Keeps every entry of a run. Times are whole microseconds, so that sums of delays print alike everywhere. */
export class TraceRecorder implements Recorder {
  readonly entries: EntryColumns = new EntryColumns();
  readonly start: number;
  readonly #clock: Now;

  constructor(clock: Now) {
    this.#clock = clock;
    this.start = clock.now();
  }

  record<K extends EntryKind>(kind: K, data: EntryData[K], about: About = {}): number {
    const t = Math.round((this.#clock.now() - this.start) * 1000) / 1000;
    return this.entries.push({ t, kind, data, about });
  }
}
