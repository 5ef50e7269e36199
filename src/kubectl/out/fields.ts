import { isJsonObject, type JsonObject, listAt, objectAt, textAt, valueAt } from "../../base/index.ts";

/** The member as a text; empty where it is absent, as the zero value of a Go struct is. */
export function stringAt(value: unknown, ...path: readonly string[]): string {
  return textAt(value, ...path) ?? "";
}

/** The member as a number; 0 where it is absent. */
export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : 0;
}

export function isTrueAt(value: unknown, ...path: readonly string[]): boolean {
  return valueAt(value, ...path) === true;
}

/** Whether the member is there and not null. */
export function isSetAt(value: unknown, ...path: readonly string[]): boolean {
  return (valueAt(value, ...path) ?? null) !== null;
}

/** The objects of a list; none where it is absent. */
export function objectsAt(value: unknown, ...path: readonly string[]): readonly JsonObject[] {
  return listAt(value, ...path).filter(isJsonObject);
}

/** Entries of a map in the order of their keys. */
export function sortedEntries(value: unknown, ...path: readonly string[]): readonly (readonly [string, unknown])[] {
  return Object.entries(objectAt(value, ...path)).sort(([a], [b]) => compareTexts(a, b));
}

export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
