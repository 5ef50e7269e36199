import { isJsonObject, type JsonObject } from "../../../base/index.ts";

/**
 * A set of fields, as `fieldsV1` of `managedFields` writes it. Steps are `f:NAME`, `k:{"KEY":VALUE}` for an object of a
 * list and `v:VALUE` for a member of a set.
 */
export interface FieldTree {
  /** The value here belongs to the set itself, beside what is below it. */
  readonly own: boolean;
  readonly below: ReadonlyMap<string, FieldTree>;
}

export const NO_FIELDS: FieldTree = { own: false, below: new Map() };
export const LEAF: FieldTree = { own: true, below: new Map() };

export function treeOf(own: boolean, below: Iterable<readonly [string, FieldTree]>): FieldTree {
  return { own, below: new Map([...below].filter(([, tree]) => !isEmpty(tree))) };
}

export function isEmpty({ own, below }: FieldTree): boolean {
  return !own && below.size === 0;
}

export function readTree(json: unknown): FieldTree {
  if (!isJsonObject(json)) return NO_FIELDS;
  const entries = Object.entries(json);
  if (entries.length === 0) return LEAF;
  const below = entries.filter(([step]) => step !== ".").map(([step, inner]) => [step, readTree(inner)] as const);
  return treeOf("." in json, below);
}

export function writeTree({ own, below }: FieldTree): JsonObject {
  const inner = [...below].sort(([a], [b]) => (a < b ? -1 : 1)).map(([step, tree]) => [step, writeTree(tree)] as const);
  const self = own && below.size > 0 ? [[".", {}] as const] : [];
  return Object.fromEntries([...self, ...inner]);
}

export function union(a: FieldTree, b: FieldTree): FieldTree {
  return combined(a, b, (left, right) => left || right);
}

export function without(a: FieldTree, b: FieldTree): FieldTree {
  return combined(a, b, (left, right) => left && !right);
}

export function intersection(a: FieldTree, b: FieldTree): FieldTree {
  return combined(a, b, (left, right) => left && right);
}

function combined(a: FieldTree, b: FieldTree, rule: (a: boolean, b: boolean) => boolean): FieldTree {
  const steps = new Set([...a.below.keys(), ...b.below.keys()]);
  const below = [...steps].map(
    (step) => [step, combined(a.below.get(step) ?? NO_FIELDS, b.below.get(step) ?? NO_FIELDS, rule)] as const,
  );
  return treeOf(rule(a.own, b.own), below);
}

export function treesEqual(a: FieldTree, b: FieldTree): boolean {
  return isEmpty(without(a, b)) && isEmpty(without(b, a));
}

/** Every field in the words of errors: `.spec.containers[name="main"].image`. */
export function pathsIn({ own, below }: FieldTree, path = ""): readonly string[] {
  const inner = [...below]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([step, tree]) => pathsIn(tree, path + stepText(step)));
  return own ? [path, ...inner] : inner;
}

function stepText(step: string): string {
  const rest = step.slice(2);
  if (step.startsWith("f:")) return `.${rest}`;
  if (step.startsWith("v:")) return `[=${rest}]`;
  const keys = JSON.parse(rest) as JsonObject;
  return `[${Object.entries(keys)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(",")}]`;
}
