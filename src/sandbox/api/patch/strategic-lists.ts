import { isJsonObject, jsonEqual, type JsonObject, valueAt } from "../../../base/index.ts";

/** Whether two elements of a list stand for the same thing: by their merge key, or (texts) by themselves. */
export type SameElement = (a: unknown, b: unknown) => boolean;

export function sameBy(mergeKey: string | undefined): SameElement {
  if (mergeKey === undefined) return jsonEqual;
  return (a, b) => valueAt(a, mergeKey) !== undefined && jsonEqual(valueAt(a, mergeKey), valueAt(b, mergeKey));
}

interface Order {
  /** Elements in the order in which the patch wants them. */
  readonly wanted: readonly unknown[];
  /** Elements in the order in which they were. */
  readonly before: readonly unknown[];
  readonly same: SameElement;
}

/**
 * Puts what the patch names into the patch's order and what only the server has into its old order, and interleaves
 * the two: a server's element stays in front of those that it was in front of.
 */
export function inOrder(merged: readonly unknown[], { wanted, before, same }: Order): unknown[] {
  const rank = (list: readonly unknown[], item: unknown): number => list.findIndex((other) => same(other, item));
  const isWanted = (item: unknown): boolean => rank(wanted, item) !== -1;
  const named = sortedBy(merged.filter(isWanted), (item) => rank(wanted, item));
  const others = sortedBy(
    merged.filter((item) => !isWanted(item)),
    (item) => rank(before, item),
  );
  const result: unknown[] = [];
  while (named.length > 0 && others.length > 0) {
    const [other, next] = [rank(before, others[0]), rank(before, named[0])];
    const takesOther = other !== -1 && next !== -1 && other < next;
    result.push(takesOther ? others.shift() : named.shift());
  }
  return [...result, ...named, ...others];
}

function sortedBy(items: readonly unknown[], rank: (item: unknown) => number): unknown[] {
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** The value without parts that are directives, as it is stored where nothing was before; undefined: nothing is left. */
export function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  if ("$patch" in value) return undefined;
  const kept = Object.entries(value)
    .filter(([, item]) => item !== null)
    .map(([key, item]) => [key, withoutDirectives(item)] as const)
    .filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept) satisfies JsonObject;
}
