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
  /** Members that identify the objects of a list where fields have owners. */
  readonly listKeys?: readonly string[];
  /** The list is a set where fields have owners, though not to a strategic merge. */
  readonly isUnique: boolean;
  /** The map has one owner as a whole. */
  readonly isAtomic: boolean;
  readonly isRequired: boolean;
  /** What a list's key is where it is absent. */
  readonly defaultKey?: string;
  /** The values that there are. */
  readonly values?: readonly string[];
}

const SPEC =
  /^(\w+)(\[\]\{\}|\[\]|\{\})?(\?)?(?: by (\w+))?( set)?( keep)?( !)?(?: keys ([\w,]+))?( unique)?( atomic)?( required)?(?: =(\S+))?(?: of (.+))?$/;
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
  const [, type = "", suffix, optional, mergeKey, set, keep, always, ...facts] = match;
  return {
    type,
    shape: suffix === undefined ? "one" : (SHAPES[suffix] ?? "one"),
    optional: optional !== undefined,
    always: always !== undefined,
    ...(mergeKey === undefined ? {} : { mergeKey }),
    isSet: set !== undefined,
    retainsKeys: keep !== undefined,
    ...factsOf(facts),
  };
}

type Facts = Pick<Field, "listKeys" | "isUnique" | "isAtomic" | "isRequired" | "defaultKey" | "values">;

/** What the OpenAPI documents add. */
function factsOf([keys, unique, atomic, required, defaultKey, values]: readonly (string | undefined)[]): Facts {
  return {
    isUnique: unique !== undefined,
    isAtomic: atomic !== undefined,
    isRequired: required !== undefined,
    ...(keys === undefined ? {} : { listKeys: keys.split(",") }),
    ...(defaultKey === undefined ? {} : { defaultKey }),
    ...(values === undefined ? {} : { values: values.split("|") }),
  };
}
