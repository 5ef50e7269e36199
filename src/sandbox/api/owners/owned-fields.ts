import { isJsonObject, jsonEqual } from "../../../base/index.ts";
import { type FieldTree, LEAF, NO_FIELDS, readTree, treeOf, without } from "./field-tree.ts";
import type { Shape } from "./shape.ts";
import { type Part, partsOf } from "./steps.ts";

/** What is never owned: it says which object it is, or is the server's. */
const NEVER = readTree({
  "f:apiVersion": {},
  "f:kind": {},
  "f:metadata": {
    ".": {},
    "f:name": {},
    "f:namespace": {},
    "f:creationTimestamp": {},
    "f:selfLink": {},
    "f:uid": {},
    "f:generation": {},
    "f:managedFields": {},
    "f:resourceVersion": {},
    "f:deletionTimestamp": {},
    "f:deletionGracePeriodSeconds": {},
  },
});

/** The fields that somebody owns who writes this object. */
export function ownedFields(object: unknown, shape: Shape): FieldTree {
  return without(fieldsIn(object, shape), NEVER);
}

function fieldsIn(value: unknown, shape: Shape): FieldTree {
  if (shape.kind === "atom") return LEAF;
  const parts = partsOf(value, shape);
  return treeOf(
    false,
    parts.map((part) => [part.step, partFields(part, shape)] as const),
  );
}

/** Members of maps and lists are owned as such; a field of a struct by what is in it, or where nothing is in it. */
function partFields({ value, shape }: Part, outer: Shape): FieldTree {
  const inner = fieldsIn(value, shape ?? { kind: "atom" });
  const isHollow = value === null || (isJsonObject(value) && Object.keys(value).length === 0);
  return outer.kind !== "struct" || isHollow ? { own: true, below: inner.below } : inner;
}

/** The fields that are new or have another value in `next`. A map that was not there is one of them. */
export function changedFields(old: unknown, next: unknown, shape: Shape): FieldTree {
  return without(changes(old, next, shape), NEVER);
}

function changes(old: unknown, next: unknown, shape: Shape): FieldTree {
  if (shape.kind === "atom") return jsonEqual(old, next) ? NO_FIELDS : LEAF;
  const before = new Map(partsOf(old, shape).map((part) => [part.step, part.value]));
  const parts = partsOf(next, shape).map((part) => {
    const { step, value } = part;
    const isNew = !before.has(step);
    const tree =
      isNew && shape.kind !== "struct" ? partFields(part, shape) : changedPart(before.get(step), part, isNew);
    return [step, tree, value] as const;
  });
  const isNewMap = shape.kind === "map" && old === undefined && parts.length > 0;
  return treeOf(
    isNewMap,
    parts.map(([step, tree]) => [step, tree] as const),
  );
}

function changedPart(old: unknown, { value, shape }: Part, isNew: boolean): FieldTree {
  const isHollow = value === null || (isJsonObject(value) && Object.keys(value).length === 0);
  if (isHollow) return isNew ? LEAF : NO_FIELDS;
  return changes(old, value, shape ?? { kind: "atom" });
}

/** The first field that the schema does not have, in the words of the server. */
export function unknownField(value: unknown, shape: Shape, path = ""): string | undefined {
  for (const part of partsOf(value, shape)) {
    const inner = `${path}${part.step.startsWith("f:") ? `.${part.step.slice(2)}` : "[]"}`;
    if (part.shape === undefined) return `${inner}: field not declared in schema`;
    const found = unknownField(part.value, part.shape, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
