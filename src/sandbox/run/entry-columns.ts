import type { About, Entries, Entry, EntryData, EntryKind } from "../../kinds/index.ts";
import { DataShapes } from "./data-shapes.ts";
import { SubjectTable } from "./subject-table.ts";

const CHUNK = 1 << 12;
const NONE = -1;

/** Entries CHUNK at a time, one column a field: a fraction of the memory that as many objects take. */
interface Chunk {
  readonly t: Float64Array;
  readonly subject: Int32Array;
  readonly cause: Int32Array;
  readonly kind: Uint8Array;
  /** What the entry says, but for the number in `count`. */
  readonly shape: EntryData[EntryKind][];
  readonly count: Float64Array;
}

export interface NewEntry {
  readonly t: number;
  readonly kind: EntryKind;
  readonly data: EntryData[EntryKind];
  readonly about: About;
}

/** An append-only log of entries. They are made anew whenever they are read. */
export class EntryColumns implements Entries {
  readonly #chunks: Chunk[] = [];
  readonly #kinds = new Map<EntryKind, number>();
  /** By number of the kind. */
  readonly #shapes: DataShapes[] = [];
  readonly #subjects = new SubjectTable();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push({ t, kind, data, about }: NewEntry): number {
    const seq = this.#length;
    const row = seq % CHUNK;
    if (row === 0) this.#chunks.push(emptyChunk());
    const chunk = this.#chunks.at(-1) ?? emptyChunk();
    const subject = this.#subjects.id(about);
    const number = this.#kinds.get(kind) ?? this.#begin(kind);
    const shapes = this.#shapes[number];
    chunk.t[row] = t;
    chunk.kind[row] = number;
    chunk.subject[row] = subject;
    chunk.cause[row] = about.cause ?? NONE;
    chunk.shape[row] = shapes?.shapeOf(subject, data) ?? data;
    chunk.count[row] = shapes?.countOf(data) ?? NaN;
    this.#length += 1;
    return seq;
  }

  at(seq: number): Entry | undefined {
    const index = seq < 0 ? seq + this.#length : seq;
    const chunk = this.#chunks[Math.floor(index / CHUNK)];
    return chunk === undefined || index >= this.#length ? undefined : this.#entry(chunk, index);
  }

  *[Symbol.iterator](): Generator<Entry> {
    for (let seq = 0; seq < this.#length; seq += 1) {
      const entry = this.at(seq);
      if (entry !== undefined) yield entry;
    }
  }

  some(test: (entry: Entry) => boolean): boolean {
    return this.find(test) !== undefined;
  }

  find(test: (entry: Entry) => boolean): Entry | undefined {
    for (const entry of this) if (test(entry)) return entry;
    return undefined;
  }

  filter(test: (entry: Entry) => boolean): Entry[] {
    return this.flatMap((entry) => (test(entry) ? entry : []));
  }

  flatMap<T>(values: (entry: Entry) => T | readonly T[]): T[] {
    const all: T[] = [];
    for (const entry of this) {
      const found = values(entry);
      if (Array.isArray(found)) all.push(...(found as readonly T[]));
      else all.push(found as T);
    }
    return all;
  }

  toJSON(): Entry[] {
    return [...this];
  }

  #begin(kind: EntryKind): number {
    this.#kinds.set(kind, this.#shapes.length);
    return this.#shapes.push(new DataShapes(kind)) - 1;
  }

  #entry(chunk: Chunk, seq: number): Entry | undefined {
    const row = seq % CHUNK;
    const shapes = this.#shapes[chunk.kind[row] ?? NONE];
    const shape = chunk.shape[row];
    if (shapes === undefined || shape === undefined) return undefined;
    const { pod, container, node } = this.#subjects.get(chunk.subject[row]);
    const cause = chunk.cause[row] ?? NONE;
    // Member by member: a reader of a fleet's hour makes a million, and to spread what may be absent takes twice as long.
    const entry: Making = { seq, t: chunk.t[row] ?? NaN, kind: shapes.kind };
    if (pod !== undefined) entry.pod = pod;
    if (container !== undefined) entry.container = container;
    if (node !== undefined) entry.node = node;
    entry.data = shapes.dataOf(shape, chunk.count[row] ?? NaN);
    if (cause !== NONE) entry.cause = cause;
    return entry as Entry;
  }
}

/** An entry before all that is said of it is there. */
type Making = { -readonly [Key in keyof Entry]?: Entry[Key] };

function emptyChunk(): Chunk {
  return {
    t: new Float64Array(CHUNK),
    kind: new Uint8Array(CHUNK),
    subject: new Int32Array(CHUNK),
    cause: new Int32Array(CHUNK),
    shape: [],
    count: new Float64Array(CHUNK),
  };
}
