import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Document, type Pair, type YAMLMap, visit } from "yaml";

/** A text put in place of what stands from `start` to `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What cannot be changed where it stands. */
export interface Blocked {
  readonly at: number;
  readonly why: string;
}

/** The node that a path leads to, or why it must not be changed there; undefined where there is none. */
export function nodeAt(root: unknown, path: readonly string[], document: Document): unknown {
  let node = root;
  for (const key of ["", ...path]) {
    if (key !== "") node = isMap(node) ? pairOf(node, key)?.value : undefined;
    const blocked = node === undefined || node === null ? undefined : blockedAt(node, document);
    if (blocked !== undefined) return blocked;
  }
  return node;
}

export function isBlocked(value: unknown): value is Blocked {
  return typeof value === "object" && value !== null && "why" in value && "at" in value;
}

/** What is shared with other places, or comes from elsewhere, is not changed: nobody asked for the others. */
export function blockedAt(node: unknown, document: Document): Blocked | undefined {
  const at = startOf(node);
  if (isAlias(node)) return { at, why: `it is an alias, *${node.source}: change what it stands for` };
  if (isMap(node) && node.items.some(isMerge)) return { at, why: "a part of it is merged in with <<" };
  const anchor = (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor;
  if (anchor && isUsed(anchor, document)) return { at, why: `other places use it as *${anchor}` };
  return undefined;
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

export function startOf(node: unknown): number {
  return (isNode(node) && node.range?.[0]) || 0;
}

/** Where the last text of a node ends, before comments and line ends. */
export function endOf(node: unknown): number {
  if (isPair(node)) return node.value === null || node.value === undefined ? endOf(node.key) : endOf(node.value);
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  if (isBlock && node.items.length > 0) return endOf(node.items.at(-1));
  return (isNode(node) && node.range?.[1]) || 0;
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.value === "<<";
}

function isUsed(anchor: string, document: Document): boolean {
  let used = false;
  visit(document, { Alias: (_, alias) => void (used ||= alias.source === anchor) });
  return used;
}
