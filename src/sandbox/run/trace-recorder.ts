import type { Now } from "../../base/index.ts";
import type { About, Entry, EntryData, EntryKind, Recorder } from "../../kinds/index.ts";

/** Keeps every entry of a run. Times are whole microseconds, so that sums of delays print alike everywhere. */
export class TraceRecorder implements Recorder {
  readonly entries: Entry[] = [];
  readonly start: number;
  readonly #clock: Now;

  constructor(clock: Now) {
    this.#clock = clock;
    this.start = clock.now();
  }

  record<K extends EntryKind>(kind: K, data: EntryData[K], about: About = {}): number {
    const seq = this.entries.length;
    const t = Math.round((this.#clock.now() - this.start) * 1000) / 1000;
    const { pod, container, node, cause } = about;
    // Every entry has the same shape in memory; what is undefined is not printed.
    this.entries.push({ seq, t, kind, pod, container, node, data, cause } as unknown as Entry);
    return seq;
  }
}
