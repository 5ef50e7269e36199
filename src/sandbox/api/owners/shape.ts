import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import { type Field, fieldsOf } from "../../../kinds/index.ts";
import { ATOMIC_TYPES } from "../openapi/packages.data.ts";
import type { ServedType } from "../resources/served.ts";
import { schemaShape } from "./schema-shape.ts";

/** How a value is divided among its owners. */
export type Shape =
  /** Has one owner as a whole: scalars, and lists and maps that are one value. */
  | { readonly kind: "atom" }
  /** Named fields, each with its own shape; a name without one is unknown. */
  | { readonly kind: "struct"; readonly field: (name: string) => Shape | undefined }
  | { readonly kind: "map"; readonly item: Shape }
  /** Objects that are known by some of their members. */
  | {
      readonly kind: "list";
      readonly keys: readonly string[];
      /** What a key is that is absent. */
      readonly defaults: JsonObject;
      readonly item: Shape;
    }
  /** Scalars, each of which is there or not. */
  | { readonly kind: "set" };

const ATOM: Shape = { kind: "atom" };

const STRUCTS = new Map<string, Shape>();

/** The shape of the objects of a resource; `lacks`: fields (`Type.field`) that are not known yet. */
export function shapeOf(type: ServedType, lacks: readonly string[]): Shape {
  if (type.schema === undefined) return typeShape(type.kind, lacks);
  return schemaShape(isJsonObject(type.schema) ? type.schema : {}, typeShape("ObjectMeta", lacks));
}

function typeShape(type: string, lacks: readonly string[]): Shape {
  const fields = fieldsOf(type);
  if (fields === undefined || ATOMIC_TYPES.includes(type)) return ATOM;
  const key = `${type} ${lacks.length}`;
  const known = STRUCTS.get(key);
  if (known !== undefined) return known;
  const shape: Shape = {
    kind: "struct",
    field: (name) => {
      const field = lacks.includes(`${type}.${name}`) ? undefined : fields.get(name);
      return field && fieldShape(field, lacks);
    },
  };
  STRUCTS.set(key, shape);
  return shape;
}

function fieldShape(field: Field, lacks: readonly string[]): Shape {
  const { shape, type, isAtomic, isSet, isUnique, listKeys } = field;
  if (isAtomic) return ATOM;
  if (shape === "one") return typeShape(type, lacks);
  if (shape === "map") return { kind: "map", item: typeShape(type, lacks) };
  if (shape === "map-of-lists") return { kind: "map", item: ATOM };
  if (listKeys !== undefined) {
    return { kind: "list", keys: listKeys, defaults: defaultsOf(type, listKeys), item: typeShape(type, lacks) };
  }
  return (isSet || isUnique) && field.mergeKey === undefined ? { kind: "set" } : ATOM;
}

function defaultsOf(type: string, keys: readonly string[]): JsonObject {
  const found = keys.map((key) => [key, fieldsOf(type)?.get(key)?.defaultKey] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
