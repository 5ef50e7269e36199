import { SCHEMA } from "./schema.data.ts";

/** One field of an API type. */
export interface Field {
  /** Name of the type of the value, of a list's elements or of a map's values. */
  readonly type: string;
  readonly shape: "one" | "list" | "map" | "map-of-lists";
  /** Absence differs from the zero value, so `0`, `false` and `""` are kept. */
  readonly optional: boolean;
  /** Written even when it has its zero value. */
  readonly always: boolean;
  /** Member by which a strategic merge joins the objects of a list. */
  readonly mergeKey?: string;
  /** A strategic merge joins the texts of the list. */
  readonly isSet: boolean;
  /** A strategic merge drops members that the patch does not retain. */
  readonly retainsKeys: boolean;
}

const SPEC = /^(\w+)(\[\]\{\}|\[\]|\{\})?(\?)?(?: by (\w+))?( set)?( keep)?( !)?$/;
const SHAPES: Readonly<Record<string, Field["shape"]>> = { "[]": "list", "{}": "map", "[]{}": "map-of-lists" };

const parsed = new Map<string, ReadonlyMap<string, Field>>();

/** The fields of an API type in the order in which they are written; undefined where the type is no object with fields. */
export function fieldsOf(type: string): ReadonlyMap<string, Field> | undefined {
  const known = parsed.get(type);
  const specs = SCHEMA[type];
  if (known !== undefined || specs === undefined) return known;
  const fields = new Map(Object.entries(specs).map(([name, spec]) => [name, parseField(spec)]));
  parsed.set(type, fields);
  return fields;
}

function parseField(spec: string): Field {
  const match = SPEC.exec(spec);
  if (match === null) throw new Error(`Unreadable field: ${spec}`);
  const [, type = "", suffix, optional, mergeKey, set, keep, always] = match;
  return {
    type,
    shape: suffix === undefined ? "one" : (SHAPES[suffix] ?? "one"),
    optional: optional !== undefined,
    always: always !== undefined,
    ...(mergeKey === undefined ? {} : { mergeKey }),
    isSet: set !== undefined,
    retainsKeys: keep !== undefined,
  };
}
