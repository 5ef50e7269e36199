import { isJsonObject, type JsonObject, listAt, textAt } from "../../../base/index.ts";
import { joined, lengthField } from "../protobuf/write-message.ts";

const OLD_ROOT = "#/definitions/";
/** What a value may be in one form or another is a text in the older version. */
const TEXT = { type: "string" };
/** Members that both versions have; what CustomResourceDefinitions say beyond them is left out, as the real server does. */
const SHARED = ["description", "type", "format", "required", "enum", "default"];

/** All types in one document of OpenAPI 2.0, from their schemas of 3.0. Paths are left out: nobody reads them there. */
export function openApiTwo(schemas: JsonObject, minor: string): JsonObject {
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, inTwo(schema)]));
  return { swagger: "2.0", info: { title: "Kubernetes", version: `v${minor}.0` }, paths: {}, definitions };
}

/** A reference stands for itself, and loses what stood beside it but for its sentence. */
function inTwo(schema: unknown): JsonObject {
  if (!isJsonObject(schema)) return {};
  const { description, properties, additionalProperties, items } = schema;
  const told = description === undefined ? {} : { description };
  const target = textAt(schema, "$ref") ?? textAt(listAt(schema, "allOf")[0], "$ref");
  if (target !== undefined) return { ...told, $ref: target.replace("#/components/schemas/", OLD_ROOT) };
  if (schema["oneOf"] !== undefined) return { ...told, ...TEXT, ...kept(schema, ["format"]) };
  return {
    ...kept(schema, SHARED),
    ...extensions(schema),
    ...(isJsonObject(properties) ? { properties: mapped(properties) } : {}),
    ...(isJsonObject(additionalProperties) ? { additionalProperties: inTwo(additionalProperties) } : {}),
    ...(items === undefined ? {} : { items: inTwo(items) }),
  };
}

function kept(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]));
}

function extensions(schema: JsonObject): JsonObject {
  return kept(
    schema,
    Object.keys(schema).filter((key) => key.startsWith("x-")),
  );
}

function mapped(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, inTwo(schema)]));
}

/** Numbers of the fields in `gnostic/openapiv2/OpenAPIv2.proto`. */
const DOCUMENT = { swagger: 1, info: 2, paths: 8, definitions: 9 };
const SCHEMA = {
  $ref: 1,
  format: 2,
  description: 4,
  default: 5,
  required: 19,
  enum: 20,
  additionalProperties: 21,
  type: 22,
  items: 23,
  properties: 25,
  extension: 31,
};

/** The document in protobuf, which clients written in Go ask for. */
export function openApiTwoProtobuf(document: JsonObject): Uint8Array {
  const { swagger, info, definitions } = document;
  const about = [lengthField(1, textAt(info, "title") ?? ""), lengthField(2, textAt(info, "version") ?? "")];
  return joined([
    lengthField(DOCUMENT.swagger, String(swagger)),
    lengthField(DOCUMENT.info, joined(about)),
    lengthField(DOCUMENT.paths, new Uint8Array()),
    lengthField(DOCUMENT.definitions, named(definitions)),
  ]);
}

/** `{NAME: SCHEMA}` as a row of pairs. */
function named(schemas: unknown): Uint8Array {
  const pairs = Object.entries(isJsonObject(schemas) ? schemas : {});
  return joined(
    pairs.map(([name, schema]) => lengthField(1, joined([lengthField(1, name), lengthField(2, schemaBytes(schema))]))),
  );
}

function schemaBytes(schema: unknown): Uint8Array {
  if (!isJsonObject(schema)) return new Uint8Array();
  const texts = (["$ref", "format", "description"] as const).flatMap((key) => {
    const text = textAt(schema, key);
    return text === undefined ? [] : [lengthField(SCHEMA[key], text)];
  });
  const { default: value, items, properties, additionalProperties } = schema;
  const type = textAt(schema, "type");
  return joined([
    ...texts,
    ...(value === undefined ? [] : [lengthField(SCHEMA.default, anyBytes(value))]),
    ...listAt(schema, "required").map((name) => lengthField(SCHEMA.required, String(name))),
    ...listAt(schema, "enum").map((one) => lengthField(SCHEMA.enum, anyBytes(one))),
    ...(additionalProperties === undefined
      ? []
      : [lengthField(SCHEMA.additionalProperties, lengthField(1, schemaBytes(additionalProperties)))]),
    ...(type === undefined ? [] : [lengthField(SCHEMA.type, lengthField(1, type))]),
    ...(items === undefined ? [] : [lengthField(SCHEMA.items, lengthField(1, schemaBytes(items)))]),
    ...(properties === undefined ? [] : [lengthField(SCHEMA.properties, named(properties))]),
    ...Object.entries(extensions(schema)).map(([name, one]) =>
      lengthField(SCHEMA.extension, joined([lengthField(1, name), lengthField(2, anyBytes(one))])),
    ),
  ]);
}

/** Values of any kind are YAML, and JSON is. */
function anyBytes(value: unknown): Uint8Array {
  return lengthField(2, JSON.stringify(value));
}
