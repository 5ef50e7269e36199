import { isJsonObject, type JsonObject, jsonEqual, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidField, notSupported, required } from "../validate/cause.ts";

/** What of an object does not hold what its schema says (OpenAPI v3, as far as structural schemas go). */
export function schemaProblems(value: unknown, schema: JsonObject, path = ""): readonly Cause[] {
  const mismatch = typeProblem(value, schema, path);
  if (mismatch !== undefined) return [mismatch];
  return [...valueProblems(value, schema, path), ...memberProblems(value, schema, path)];
}

type Is = (value: unknown) => boolean;

const TYPES: Readonly<Record<string, Is>> = {
  object: isJsonObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  number: (value) => typeof value === "number",
};

function typeProblem(value: unknown, schema: JsonObject, path: string): Cause | undefined {
  const type = textAt(schema, "type") ?? "";
  if (schema["x-kubernetes-int-or-string"] === true || (value === null && schema["nullable"] === true))
    return undefined;
  if (TYPES[type]?.(value) ?? true) return undefined;
  const shown = typeName(value);
  const detail = `${path} in body must be of type ${type}: ${JSON.stringify(shown)}`;
  return { ...invalidField(path, shown, detail), reason: "FieldValueTypeInvalid" };
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function valueProblems(value: unknown, schema: JsonObject, path: string): readonly Cause[] {
  const values = listAt(schema, "enum");
  if (values.length > 0 && !values.some((one) => jsonEqual(one, value))) {
    return [notSupported(path, value, values.map(String))];
  }
  return LIMITS.flatMap(({ key, measure, holds, words }) => {
    const limit = schema[key];
    const size = measure(value);
    if (limit === undefined || size === undefined || holds(size, limit)) return [];
    return [invalidField(path, value, `${path} in body ${words(limit)}`)];
  });
}

interface Limit {
  readonly key: string;
  /** What of the value is compared; undefined where the limit does not concern it. */
  readonly measure: (value: unknown) => unknown;
  readonly holds: (size: unknown, limit: unknown) => boolean;
  readonly words: (limit: unknown) => string;
}

const isText = (value: unknown): unknown => (typeof value === "string" ? value : undefined);
const lengthOf = (value: unknown): unknown => (typeof value === "string" ? Array.from(value).length : undefined);
const sizeOf = (value: unknown): unknown => (Array.isArray(value) ? value.length : undefined);
const numberOf = (value: unknown): unknown => (typeof value === "number" ? value : undefined);
const atLeast = (size: unknown, limit: unknown): boolean => Number(size) >= Number(limit);
const atMost = (size: unknown, limit: unknown): boolean => Number(size) <= Number(limit);

const LIMITS: readonly Limit[] = [
  {
    key: "pattern",
    measure: isText,
    holds: (text, pattern) => matches(String(text), String(pattern)),
    words: (pattern) => `should match '${String(pattern)}'`,
  },
  { key: "minLength", measure: lengthOf, holds: atLeast, words: (n) => `should be at least ${String(n)} chars long` },
  { key: "maxLength", measure: lengthOf, holds: atMost, words: (n) => `should be at most ${String(n)} chars long` },
  {
    key: "minimum",
    measure: numberOf,
    holds: atLeast,
    words: (n) => `should be greater than or equal to ${String(n)}`,
  },
  { key: "maximum", measure: numberOf, holds: atMost, words: (n) => `should be less than or equal to ${String(n)}` },
  { key: "minItems", measure: sizeOf, holds: atLeast, words: (n) => `should have at least ${String(n)} items` },
  { key: "maxItems", measure: sizeOf, holds: atMost, words: (n) => `should have at most ${String(n)} items` },
];

/** A pattern that JavaScript cannot read, as Go's syntax is another one, holds for everything. */
function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

function memberProblems(value: unknown, schema: JsonObject, path: string): readonly Cause[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      schemaProblems(item, objectAt(schema, "items"), `${path}[${index}]`),
    );
  }
  if (!isJsonObject(value)) return [];
  const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const missing = listAt(schema, "required")
    .map(String)
    .filter((name) => !(name in value));
  const own = objectAt(schema, "properties");
  const additional = schema["additionalProperties"];
  return [
    ...missing.map((name) => required(below(name))),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const found = own[name] ?? additional;
      const isFixed = path === "" && ["metadata", "apiVersion", "kind"].includes(name);
      return isJsonObject(found) && !isFixed ? schemaProblems(inner, found, below(name)) : [];
    }),
  ];
}
