import type { JsonValue } from "./json-value.ts";

/** `Struct.field.field` as Go's type errors name it; undefined for a value that is in no field. */
export type TypePlace = string | undefined;

/** The error of Go's encoding/json for a value that does not fit. */
export function typeFault(value: JsonValue, place: TypePlace, type: string): string {
  const where = place === undefined ? "Go value" : `Go struct field ${place}`;
  return `json: cannot unmarshal ${value.kind} into ${where} of type ${type}`;
}

/** The field that a member's name stands for: Go compares without case, with U+017F as `s` and U+212A as `k`. */
export function fieldName<Field extends string>(name: string, fields: readonly Field[]): Field | undefined {
  for (const field of fields) if (field === name) return field;
  const folded = name.toLowerCase().replaceAll("\u017f", "s");
  return fields.find((field) => field.toLowerCase() === folded);
}
