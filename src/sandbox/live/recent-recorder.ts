import type { Now } from "../../base/index.ts";
import type { About, Entry, EntryData, EntryKind, Recorder } from "../../kinds/index.ts";

/** So many entries are kept; a pod in back-off makes about one a second. */
const KEPT = 20_000;

/** Keeps what has happened lately: of more than it keeps, the oldest quarter goes. */
export class RecentRecorder implements Recorder {
  readonly start: number;
  readonly #clock: Now;
  #entries: Entry[] = [];
  #seq = 0;

  constructor(clock: Now) {
    this.#clock = clock;
    this.start = clock.now();
  }

  record<K extends EntryKind>(kind: K, data: EntryData[K], about: About = {}): number {
    if (this.#entries.length >= KEPT) this.#entries = this.#entries.slice(KEPT / 4);
    this.#entries.push({ seq: this.#seq, t: this.#clock.now() - this.start, kind, data, ...about } as Entry);
    this.#seq += 1;
    return this.#seq - 1;
  }

  /** The entries of the last so many milliseconds, numbered from 0; causes that are no longer there are left out. */
  recent(milliseconds: number): readonly Entry[] {
    const since = this.#clock.now() - this.start - milliseconds;
    const from = this.#entries.findIndex(({ t }) => t >= since);
    if (from === -1) return [];
    const kept = this.#entries.slice(from);
    const first = kept[0]?.seq ?? 0;
    return kept.map(({ cause, ...entry }) => {
      const known = cause === undefined || cause < first ? {} : { cause: cause - first };
      return { ...entry, seq: entry.seq - first, ...known };
    });
  }
}
