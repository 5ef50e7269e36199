import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import { type Field, fieldsOf } from "../../../kinds/index.ts";
import { type Misfit, misfit, unreadable } from "./misfit.ts";
import { SCALARS } from "./scalar.ts";

/** An object read by its type: only known fields, in the server's order, without what says nothing. */
export interface Structure {
  readonly value: JsonObject;
  /** Paths of fields that the type does not have, such as `spec.containers[0].imagePolicy`. */
  readonly unknown: readonly string[];
  /** Why the object cannot be read. */
  readonly fault?: Misfit;
}

/** What the walk finds on its way; the first fault counts. */
interface Findings {
  readonly unknown: string[];
  fault?: Misfit;
}

/** Where the walk stands. */
interface Place {
  /** Type that the field belongs to. */
  readonly owner: string;
  /** JSON names without list positions: Go's errors. */
  readonly path: string;
  /** JSON names with list positions. */
  readonly exact: string;
}

/** Reads an object as Go's decoder fills a struct of this type, and writes it as the server would store it; `lacks`: fields (`Type.field`) that are not known yet. */
export function readStructure(type: string, object: JsonObject, lacks: readonly string[] = []): Structure {
  const findings: Findings = { unknown: [] };
  const value = readObject(type, object, { place: { owner: type, path: "", exact: "" }, findings, lacks });
  return { value, unknown: findings.unknown, ...(findings.fault === undefined ? {} : { fault: findings.fault }) };
}

interface Walk {
  readonly place: Place;
  readonly findings: Findings;
  /** `Type.field` of what is not known yet. */
  readonly lacks: readonly string[];
}

function readObject(type: string, object: JsonObject, walk: Walk): JsonObject {
  const fields = fieldsOf(type);
  if (fields === undefined) return object;
  const read = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) {
    const inner = { ...walk, place: below(walk.place, type, name) };
    const field = walk.lacks.includes(`${type}.${name}`) ? undefined : fields.get(name);
    if (field === undefined) walk.findings.unknown.push(inner.place.exact);
    else if (value !== null && value !== undefined) read.set(name, readField(field, value, inner));
  }
  const entries = [...fields].flatMap(([name, field]) => {
    const value = written(field, read.get(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function below(place: Place, owner: string, name: string): Place {
  const dot = place.path === "" ? "" : ".";
  return { owner, path: `${place.path}${dot}${name}`, exact: `${place.exact}${dot}${name}` };
}

function readField(field: Field, value: unknown, walk: Walk): unknown {
  const { type } = field;
  if (field.shape === "one") return readValue(type, value, walk);
  if (field.shape === "list") return readList(type, value, walk);
  if (field.shape === "map") {
    return readMap(value, { wanted: `map[string]${goName(type)}`, walk }, (item, inner) =>
      readValue(type, item, inner),
    );
  }
  return readMap(value, { wanted: `map[string][]${goName(type)}`, walk }, (item, inner) => readList(type, item, inner));
}

function readValue(type: string, value: unknown, walk: Walk): unknown {
  const scalar = SCALARS[type];
  if (scalar === undefined) {
    if (isJsonObject(value)) return readObject(type, value, walk);
    return mismatch(walk, value, `v1.${type}`);
  }
  const read = scalar.read(value);
  if (read.ok) return read.value;
  if (read.unreadable === undefined) return mismatch(walk, value, scalar.go);
  walk.findings.fault ??= unreadable(read.unreadable);
  return undefined;
}

function readList(type: string, value: unknown, walk: Walk): unknown {
  if (!Array.isArray(value)) return mismatch(walk, value, `[]${goName(type)}`);
  return value.map((item: unknown, index) => {
    const place = { ...walk.place, exact: `${walk.place.exact}[${index}]` };
    return item === null ? zeroOf(type) : readValue(type, item, { ...walk, place });
  });
}

function readMap(
  value: unknown,
  { wanted, walk }: { readonly wanted: string; readonly walk: Walk },
  readItem: (item: unknown, walk: Walk) => unknown,
): unknown {
  if (!isJsonObject(value)) return mismatch(walk, value, wanted);
  const entries = Object.entries(value).map(([key, item]) => {
    const place = { ...walk.place, exact: `${walk.place.exact}.${key}` };
    return [key, item === null ? "" : readItem(item, { ...walk, place })] as const;
  });
  return Object.fromEntries(entries);
}

function mismatch({ place, findings }: Walk, value: unknown, type: string): undefined {
  findings.fault ??= misfit(value, type, place);
  return undefined;
}

function goName(type: string): string {
  return SCALARS[type]?.go ?? `v1.${type}`;
}

/** What Go's encoder would write for the field, or undefined where it leaves it out. */
function written(field: Field, value: unknown): unknown {
  if (value === undefined) return field.always ? absent(field) : undefined;
  return field.always || field.optional || !isZero(value) ? value : undefined;
}

function absent(field: Field): unknown {
  return field.shape === "one" && !field.optional ? zeroOf(field.type) : null;
}

function zeroOf(type: string): unknown {
  const scalar = SCALARS[type];
  if (scalar !== undefined) return scalar.zero;
  return readObject(type, {}, { place: { owner: type, path: "", exact: "" }, findings: { unknown: [] }, lacks: [] });
}

function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === "" || value === 0 || value === false;
}
