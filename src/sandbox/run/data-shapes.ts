import type { DecisionData, EntryData, EntryKind, SyncData } from "../../kinds/index.ts";

type Data = EntryData[EntryKind];

/** How entries of a kind repeat: they say what the one before has said about the same subject, with another number. */
interface Repeating {
  readonly numberOf: (data: Data) => number | undefined;
  readonly withNumber: (data: Data, number: number) => Data;
  /** But for the number. */
  readonly saysTheSame: (one: Data, other: Data) => boolean;
}

const REPEATING: Partial<Record<EntryKind, Repeating>> = {
  sync: {
    numberOf: (data) => (data as SyncData).number,
    withNumber: (data, number) => ({ trigger: (data as SyncData).trigger, number }),
    saysTheSame: (one, other) => (one as SyncData).trigger === (other as SyncData).trigger,
  },
  decision: {
    numberOf: (data) => (data as DecisionData).elapsed,
    withNumber: (data, elapsed) => replaced(data as DecisionData, elapsed),
    saysTheSame: (one, other) => isSameDecision(one as DecisionData, other as DecisionData),
  },
};

function replaced(data: DecisionData, elapsed: number): DecisionData {
  const other: { -readonly [Key in keyof DecisionData]: DecisionData[Key] } = { ...data };
  other.elapsed = elapsed;
  return other;
}

/** Member by member: there is one at each look, and a loop over names costs ten times as much. */
function isSameDecision(one: DecisionData, other: DecisionData): boolean {
  return (
    one.message === other.message &&
    one.reason === other.reason &&
    one.state === other.state &&
    one.path === other.path &&
    one.window === other.window &&
    one.image === other.image &&
    one.policy === other.policy
  );
}

/**
 * Lets the entries of one kind share what they say. Most looks at a pod say what the look before has said, with another
 * number.
 */
export class DataShapes {
  readonly kind: EntryKind;
  readonly #repeating: Repeating | undefined;
  /** By subject. */
  readonly #last: Data[] = [];

  constructor(kind: EntryKind) {
    this.kind = kind;
    this.#repeating = REPEATING[kind];
  }

  /** What is to be kept of the data: an object, from which `dataOf` makes them again with the number. */
  shapeOf(subject: number, data: Data): Data {
    const repeating = this.#repeating;
    if (repeating?.numberOf(data) === undefined) return data;
    const last = this.#last[subject];
    if (last !== undefined && repeating.saysTheSame(last, data)) return last;
    // A copy: of an object literal that is kept now and then, V8 allocates all where what is old lies.
    return (this.#last[subject] = { ...data });
  }

  /** The number to keep beside the shape; NaN where there is none. */
  countOf(data: Data): number {
    return this.#repeating?.numberOf(data) ?? NaN;
  }

  /** The data as they were. */
  dataOf(shape: Data, count: number): Data {
    return Number.isNaN(count) ? shape : (this.#repeating?.withNumber(shape, count) ?? shape);
  }
}
