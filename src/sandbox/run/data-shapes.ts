import { jsonEqual } from "../../base/index.ts";
import type { DecisionData, EntryData, EntryKind, EventData, SyncData } from "../../kinds/index.ts";

type Data = EntryData[EntryKind];

/** How entries of a kind repeat: they say what others before have said, with another number. */
interface Repeating {
  readonly numberOf: (data: Data) => number | undefined;
  readonly withNumber: (data: Data, number: number) => Data;
  /** But for the number. */
  readonly saysTheSame: (one: Data, other: Data) => boolean;
}

const WITHOUT_NUMBER: Repeating = {
  numberOf: () => undefined,
  withNumber: (data) => data,
  saysTheSame: jsonEqual,
};

const REPEATING: Partial<Record<EntryKind, Repeating>> = {
  sync: {
    numberOf: (data) => (data as SyncData).number,
    withNumber: (data, number) => ({ trigger: (data as SyncData).trigger, number }),
    saysTheSame: (one, other) => (one as SyncData).trigger === (other as SyncData).trigger,
  },
  decision: {
    numberOf: (data) => (data as DecisionData).elapsed,
    withNumber: (data, elapsed) => replaced<DecisionData, "elapsed">(data as DecisionData, { elapsed }),
    saysTheSame: (one, other) => isSameDecision(one as DecisionData, other as DecisionData),
  },
  event: {
    numberOf: (data) => (data as EventData).count,
    withNumber: (data, count) => replaced<EventData, "count">(data as EventData, { count }),
    saysTheSame: (one, other) => isSameEvent(one as EventData, other as EventData),
  },
};

/** With the member in its place among the others. */
function replaced<T extends object, Member extends keyof T>(data: T, member: Pick<T, Member>): T {
  return Object.assign({ ...data }, member);
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
    one.policy === other.policy &&
    (one.elapsed === undefined) === (other.elapsed === undefined)
  );
}

function isSameEvent(one: EventData, other: EventData): boolean {
  return (
    one.message === other.message &&
    one.reason === other.reason &&
    one.action === other.action &&
    one.type === other.type &&
    one.fieldPath === other.fieldPath
  );
}

/** As many as a pull says of one kind, some times over. */
const RECENT = 8;

/**
 * Lets the entries of one kind share what they say. Most looks at a pod say what the look before has said, with another
 * number, and the pods of a fleet fail alike.
 */
export class DataShapes {
  readonly kind: EntryKind;
  readonly #repeating: Repeating;
  /** By subject. */
  readonly #last: Data[] = [];
  /** Of all subjects. */
  readonly #recent: Data[] = [];
  #oldest = 0;

  constructor(kind: EntryKind) {
    this.kind = kind;
    this.#repeating = REPEATING[kind] ?? WITHOUT_NUMBER;
  }

  /** What is to be kept of the data: an object, from which `dataOf` makes them again with the number. */
  shapeOf(subject: number, data: Data): Data {
    const last = this.#last[subject];
    if (last !== undefined && this.#repeating.saysTheSame(last, data)) return last;
    return (this.#last[subject] = this.#find(data) ?? this.#keep(data));
  }

  /** The number to keep beside the shape; NaN where there is none. */
  countOf(data: Data): number {
    return this.#repeating.numberOf(data) ?? NaN;
  }

  /** The data as they were. */
  dataOf(shape: Data, count: number): Data {
    return Number.isNaN(count) ? shape : this.#repeating.withNumber(shape, count);
  }

  #find(data: Data): Data | undefined {
    for (const shape of this.#recent) if (this.#repeating.saysTheSame(shape, data)) return shape;
    return undefined;
  }

  #keep(data: Data): Data {
    // A copy: of an object literal that is kept now and then, V8 allocates all where what is old lies.
    const shape = { ...data };
    this.#recent[this.#oldest] = shape;
    this.#oldest = (this.#oldest + 1) % RECENT;
    return shape;
  }
}
