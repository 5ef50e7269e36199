import { isJsonObject, type JsonObject, objectAt } from "../../../base/index.ts";

export interface Pruned {
  readonly value: JsonObject;
  /** Paths of fields that the schema does not have. */
  readonly unknown: readonly string[];
}

/** What says which object it is, and is no matter of the schema. */
const FIXED = ["apiVersion", "kind", "metadata"];

/** A custom object with what its schema has, with the schema's defaults. */
export function prunedAndDefaulted(schema: JsonObject, object: JsonObject): Pruned {
  const unknown: string[] = [];
  const value = walk(object, schema, { path: "", unknown });
  return { value: isJsonObject(value) ? value : {}, unknown };
}

interface Place {
  readonly path: string;
  readonly unknown: string[];
}

function walk(value: unknown, schema: JsonObject, place: Place): unknown {
  if (Array.isArray(value)) {
    const items = objectAt(schema, "items");
    return value.map((item: unknown, index) => walk(item, items, { ...place, path: `${place.path}[${index}]` }));
  }
  if (!isJsonObject(value)) return value;
  const own = objectAt(schema, "properties");
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const path = place.path === "" ? name : `${place.path}.${name}`;
    if (place.path === "" && FIXED.includes(name)) return [[name, inner] as const];
    const found = schemaOfMember(schema, name);
    if (found === undefined) {
      place.unknown.push(path);
      return [];
    }
    return inner === null && found["nullable"] !== true
      ? []
      : [[name, walk(inner, found, { ...place, path })] as const];
  });
  const filled = Object.fromEntries(kept);
  const missing = Object.entries(own).filter(([name, inner]) => !(name in filled) && defaultOf(inner) !== undefined);
  return { ...filled, ...Object.fromEntries(missing.map(([name, inner]) => [name, walkDefault(inner, place)])) };
}

function walkDefault(schema: unknown, place: Place): unknown {
  return walk(defaultOf(schema), isJsonObject(schema) ? schema : {}, { path: `${place.path}.`, unknown: [] });
}

function defaultOf(schema: unknown): unknown {
  return isJsonObject(schema) ? schema["default"] : undefined;
}

/** The schema of a member; undefined where there is none. A schema that says nothing, or keeps what it does not know, has all. */
function schemaOfMember(schema: JsonObject, name: string): JsonObject | undefined {
  const own = objectAt(schema, "properties")[name];
  if (isJsonObject(own)) return own;
  const additional = schema["additionalProperties"];
  if (isJsonObject(additional)) return additional;
  const keeps = schema["x-kubernetes-preserve-unknown-fields"] === true || additional === true;
  const isOpen = keeps || Object.keys(schema).length === 0 || schema["x-kubernetes-embedded-resource"] === true;
  return isOpen ? {} : undefined;
}
