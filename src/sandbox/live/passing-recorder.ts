import type { About, EntryData, EntryKind, Recorder } from "../../kinds/index.ts";

export type EntryListener = <K extends EntryKind>(kind: K, data: EntryData[K], about: About) => void;

/** Tells entries to whoever listens. Keeps none, as what lives on would keep them without end, unless it is given a keeper. */
export class PassingRecorder implements Recorder {
  /** The keeper's, by whose clock instants in entries count. */
  readonly start: number;
  readonly #listeners = new Set<EntryListener>();
  readonly #keeper: Recorder | undefined;
  #length = 0;

  constructor(keeper?: Recorder) {
    this.#keeper = keeper;
    this.start = keeper?.start ?? 0;
  }

  record<K extends EntryKind>(kind: K, data: EntryData[K], about: About = {}): number {
    for (const listener of this.#listeners) listener(kind, data, about);
    this.#length += 1;
    return this.#keeper?.record(kind, data, about) ?? this.#length - 1;
  }

  /** Answers how to stop listening. */
  listen(listener: EntryListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
