import type { EntryData, EntryKind } from "../../kinds/index.ts";

type Data = EntryData[EntryKind];

/** The number by which an entry of a kind differs from the one before it, as long as nothing else does. */
const COUNTING: Partial<Record<EntryKind, string>> = { sync: "number", decision: "elapsed" };

/** Lets entries share what they say. Most looks at a pod say what the look before has said, with another number. */
export class DataShapes {
  /** By kind, then by subject. */
  readonly #last = new Map<EntryKind, Data[]>();

  /** What is to be kept of the data: an object, from which `dataOf` makes them again with the number. */
  shapeOf(kind: EntryKind, subject: number, data: Data): Data {
    const counting = COUNTING[kind];
    if (counting === undefined || numberIn(data, counting) === undefined) return data;
    const bySubject = this.#last.get(kind) ?? [];
    const last = bySubject[subject];
    if (last !== undefined && isSameBut(counting, last, data)) return last;
    bySubject[subject] = data;
    this.#last.set(kind, bySubject);
    return data;
  }
}

/** The number to keep beside the shape; NaN where there is none. */
export function countOf(kind: EntryKind, data: Data): number {
  const counting = COUNTING[kind];
  return (counting === undefined ? undefined : numberIn(data, counting)) ?? NaN;
}

/** The data as they were. */
export function dataOf(kind: EntryKind, shape: Data, count: number): Data {
  const counting = COUNTING[kind];
  return counting === undefined || Number.isNaN(count) ? shape : { ...shape, [counting]: count };
}

function numberIn(data: Data, key: string): number | undefined {
  return (data as Readonly<Record<string, unknown>>)[key] as number | undefined;
}

function isSameBut(counting: string, one: Data, other: Data): boolean {
  const [a, b] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key === counting || (a[key] === b[key] && Object.hasOwn(b, key)))
  );
}
