import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import type { Shape } from "./shape.ts";

/** One part of a value, and by which step it is reached. */
export interface Part {
  readonly step: string;
  readonly value: unknown;
  /** undefined: the schema does not have it. */
  readonly shape: Shape | undefined;
}

const ATOM: Shape = { kind: "atom" };

/** The parts that a value is divided into; none for atoms and for what does not have its shape. */
export function partsOf(value: unknown, shape: Shape): readonly Part[] {
  if (shape.kind === "struct" || shape.kind === "map") {
    const entries = isJsonObject(value) ? Object.entries(value).filter(([, inner]) => inner !== undefined) : [];
    return entries.map(([name, inner]) => ({
      step: `f:${name}`,
      value: inner,
      shape: shape.kind === "map" ? shape.item : shape.field(name),
    }));
  }
  if (!Array.isArray(value)) return [];
  if (shape.kind === "set") {
    return value.map((item: unknown) => ({ step: `v:${JSON.stringify(item)}`, value: item, shape: ATOM }));
  }
  if (shape.kind !== "list") return [];
  return value.filter(isJsonObject).map((item) => ({ step: keyStep(item, shape), value: item, shape: shape.item }));
}

function keyStep(item: JsonObject, { keys, defaults }: Extract<Shape, { kind: "list" }>): string {
  const known = keys
    .map((key) => [key, item[key] ?? defaults[key]] as const)
    .filter(([, value]) => value !== undefined);
  return `k:${JSON.stringify(Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1))))}`;
}
