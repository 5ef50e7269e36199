import { isJsonObject } from "../../../base/index.ts";
import { type FieldTree, NO_FIELDS } from "./field-tree.ts";
import type { Shape } from "./shape.ts";
import { type Part, partsOf } from "./steps.ts";

/** What is live with what is applied written over it. Members of lists keep their places, new ones come behind. */
export function mergedWith(live: unknown, applied: unknown, shape: Shape): unknown {
  if (applied === undefined) return live;
  if (shape.kind === "atom" || applied === null || live === undefined || live === null) return applied;
  const now = new Map(partsOf(live, shape).map((part) => [part.step, part]));
  for (const { step, value, shape: inner } of partsOf(applied, shape)) {
    const old = now.get(step);
    const merged = mergedWith(old?.value, value, inner ?? { kind: "atom" });
    now.set(step, { step, value: merged, shape: inner });
  }
  return assembled(live, [...now.values()], shape);
}

/** The value without the fields that nobody wants any more: those of `gone` that are not in `kept`. */
export function pruned(value: unknown, shape: Shape, { gone, kept }: Pruning): unknown {
  if (shape.kind === "atom") return value;
  const parts = partsOf(value, shape).flatMap((part) => {
    const lost = gone.below.get(part.step) ?? NO_FIELDS;
    const held = kept.below.get(part.step);
    if (lost.own && held === undefined) return [];
    if (lost.below.size === 0 || part.shape === undefined) return [part];
    const inner = pruned(part.value, part.shape, { gone: lost, kept: held ?? NO_FIELDS });
    return isHollow(inner) && !isHollow(part.value) && held === undefined ? [] : [{ ...part, value: inner }];
  });
  return assembled(value, parts, shape);
}

interface Pruning {
  readonly gone: FieldTree;
  readonly kept: FieldTree;
}

function isHollow(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

function assembled(original: unknown, parts: readonly Part[], shape: Shape): unknown {
  if (shape.kind === "list" || shape.kind === "set") return parts.map(({ value }) => value);
  const entries = parts.map(({ step, value }) => [step.slice(2), value] as const);
  return isJsonObject(original) ? Object.fromEntries(entries) : original;
}
