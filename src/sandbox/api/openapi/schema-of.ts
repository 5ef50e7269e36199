import type { JsonObject } from "../../../base/index.ts";
import { type Field, fieldsOf } from "../../../kinds/index.ts";
import { reference, schemaName } from "./names.ts";
import { ATOMIC_TYPES } from "./packages.data.ts";

const MACHINERY = "io.k8s.apimachinery.pkg";

interface Scalar {
  readonly schema: JsonObject;
  /** What a field has that must be there and is not written. */
  readonly zero?: unknown;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  string: { schema: { type: "string" }, zero: "" },
  bool: { schema: { type: "boolean" }, zero: false },
  int32: { schema: { type: "integer", format: "int32" }, zero: 0 },
  int64: { schema: { type: "integer", format: "int64" }, zero: 0 },
  float64: { schema: { type: "number", format: "double" }, zero: 0 },
  bytes: { schema: { type: "string", format: "byte" } },
  any: { schema: { type: "object" } },
  Quantity: { schema: reference(`${MACHINERY}.api.resource.Quantity`) },
  IntOrString: { schema: reference(`${MACHINERY}.util.intstr.IntOrString`) },
  Time: { schema: reference(`${MACHINERY}.apis.meta.v1.Time`) },
  MicroTime: { schema: reference(`${MACHINERY}.apis.meta.v1.MicroTime`) },
};

/** Schemas of the scalars that have names. */
export const NAMED_SCALARS: JsonObject = {
  [`${MACHINERY}.api.resource.Quantity`]: { oneOf: [{ type: "string" }, { type: "number" }] },
  [`${MACHINERY}.util.intstr.IntOrString`]: {
    format: "int-or-string",
    oneOf: [{ type: "integer" }, { type: "string" }],
  },
  [`${MACHINERY}.apis.meta.v1.Time`]: { type: "string", format: "date-time" },
  [`${MACHINERY}.apis.meta.v1.MicroTime`]: { type: "string", format: "date-time" },
  [`${MACHINERY}.apis.meta.v1.Patch`]: { type: "object" },
};

type Texts = Readonly<Record<string, string>>;

/** The schema of one type; `lacks`: fields (`Type.field`) that this minor does not know. */
export function schemaOf(type: string, lacks: readonly string[], texts: Texts = {}): JsonObject {
  const fields = knownFields(type, lacks);
  const required = fields.filter(([, field]) => field.isRequired).map(([name]) => name);
  return {
    ...told(texts[""]),
    type: "object",
    ...(required.length === 0 ? {} : { required: required.sort() }),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, { ...told(texts[name]), ...property(field) }])),
    ...(ATOMIC_TYPES.includes(type) ? { "x-kubernetes-map-type": "atomic" } : {}),
  };
}

function told(description: string | undefined): JsonObject {
  return description === undefined ? {} : { description };
}

/** Types that the fields of a type have. */
export function typesBelow(type: string, lacks: readonly string[]): readonly string[] {
  return knownFields(type, lacks)
    .map(([, field]) => field.type)
    .filter((name) => fieldsOf(name) !== undefined);
}

function knownFields(type: string, lacks: readonly string[]): (readonly [string, Field])[] {
  return [...(fieldsOf(type) ?? [])].filter(([name]) => !lacks.includes(`${type}.${name}`));
}

function property(field: Field): JsonObject {
  if (field.shape === "one") return { ...plain(field.type, field.always && !field.optional), ...facts(field) };
  if (field.shape === "list") return { type: "array", items: plain(field.type, true), ...facts(field) };
  if (field.shape === "map") {
    return { type: "object", additionalProperties: plain(field.type, true), ...facts(field) };
  }
  const lists = { type: "array", items: plain(field.type, true) };
  return { type: "object", additionalProperties: lists };
}

/** A reference stands in `allOf`, so that a default may stand beside it. */
function plain(type: string, hasZero: boolean): JsonObject {
  const { schema, zero } = SCALARS[type] ?? { schema: { allOf: [reference(schemaName(type))] }, zero: {} };
  const isNamedScalar = "$ref" in schema;
  const own = isNamedScalar ? { allOf: [schema] } : schema;
  return hasZero && zero !== undefined ? { ...own, default: zero } : own;
}

function facts(field: Field): JsonObject {
  const strategies = [
    field.mergeKey !== undefined || field.isSet ? "merge" : "",
    field.retainsKeys ? "retainKeys" : "",
  ];
  const strategy = strategies.filter((word) => word !== "").join(",");
  return {
    ...(field.values === undefined ? {} : { enum: field.values }),
    ...(field.defaultKey === undefined ? {} : { default: field.defaultKey }),
    ...listFacts(field),
    ...(field.isAtomic ? { "x-kubernetes-map-type": "atomic" } : {}),
    ...(field.mergeKey === undefined ? {} : { "x-kubernetes-patch-merge-key": field.mergeKey }),
    ...(strategy === "" ? {} : { "x-kubernetes-patch-strategy": strategy }),
  };
}

function listFacts({ shape, listKeys, isSet, isUnique }: Field): JsonObject {
  if (shape !== "list") return {};
  if (listKeys !== undefined) return { "x-kubernetes-list-map-keys": listKeys, "x-kubernetes-list-type": "map" };
  return { "x-kubernetes-list-type": isSet || isUnique ? "set" : "atomic" };
}
