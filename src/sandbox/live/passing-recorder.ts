import type { EntryData, EntryKind, Recorder } from "../../kinds/index.ts";

export type EntryListener = <K extends EntryKind>(kind: K, data: EntryData[K]) => void;

/** Numbers entries, tells them to whoever listens, and keeps none: what lives on would keep them without end. */
export class PassingRecorder implements Recorder {
  readonly #listeners = new Set<EntryListener>();
  #length = 0;

  record<K extends EntryKind>(kind: K, data: EntryData[K]): number {
    for (const listener of this.#listeners) listener(kind, data);
    return this.#length++;
  }

  /** Answers how to stop listening. */
  listen(listener: EntryListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
