/** A JSON value with what Go's reader needs of it: the kind under Go's name, and members with their repetitions. */
export type JsonValue = JsonObject | JsonArray | JsonString | JsonOther;

export interface JsonObject {
  readonly kind: "object";
  /** In the order of the text; equal names stay. */
  readonly members: (readonly [name: string, value: JsonValue])[];
}

export interface JsonArray {
  readonly kind: "array";
  readonly items: JsonValue[];
}

interface JsonString {
  readonly kind: "string";
  readonly text: string;
}

interface JsonOther {
  readonly kind: "number" | "bool" | "null";
}
