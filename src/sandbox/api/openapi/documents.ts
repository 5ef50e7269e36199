import { isJsonObject, type JsonObject, sha256 } from "../../../base/index.ts";
import { fieldsOf, type Rules } from "../../../kinds/index.ts";
import { groupNames, typesIn, versionNames } from "../discovery/names.ts";
import type { ApiDescriptions } from "../contract.ts";
import type { ServedType } from "../resources/served.ts";
import { customSchemaName, reference, schemaName } from "./names.ts";
import { pathsOf } from "./paths.ts";
import { NAMED_SCALARS, schemaOf, typesBelow } from "./schema-of.ts";

/** Kinds that belong to the machinery of every group. */
const SHARED = ["Status", "DeleteOptions"];

/** `/openapi/v3`: where the document of each group and version is. The hash changes with what it holds. */
export function openApiIndex(types: readonly ServedType[], rules: Rules): JsonObject {
  const groups = groupNames(types).map((group) => `apis/${group}`);
  const versions = groupNames(types).flatMap((group) =>
    versionNames(types, group).map((version) => `apis/${group}/${version}`),
  );
  const names = ["api", "api/v1", "apis", ...[...groups, ...versions].sort(), "version"];
  const paths = names.map((name) => {
    const hash = openApiHash(types, name, rules);
    return [name, { serverRelativeURL: `/openapi/v3/${name}?hash=${hash}` }] as const;
  });
  return { paths: Object.fromEntries(paths) };
}

/** What tells one content of a document from another. */
export function openApiHash(types: readonly ServedType[], name: string, rules: Rules): string {
  const own = typesIn(types, groupVersionOf(name)).filter(({ schema }) => schema !== undefined);
  const custom = own.map((type) => `${type.key} ${JSON.stringify(type.schema)}`);
  return sha256([rules.minor, name, ...custom].join("\n")).toUpperCase();
}

export interface Wording {
  readonly rules: Rules;
  readonly descriptions: ApiDescriptions;
}

/** The OpenAPI document below `/openapi/v3/`; undefined where there is none. */
export function openApiDocument(types: readonly ServedType[], name: string, wording: Wording): JsonObject | undefined {
  const own = typesIn(types, groupVersionOf(name));
  const isRoot = ["api", "apis", "version"].includes(name) || groupNames(types).includes(name.replace("apis/", ""));
  if (own.length === 0 && !isRoot) return undefined;
  const { rules } = wording;
  const paths = Object.assign({}, ...own.map((type) => pathsOf(type, nameOf(type)))) as JsonObject;
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: rules.minor },
    paths,
    components: { schemas: own.length === 0 ? {} : schemas(own, wording) },
  };
}

/** The schemas of every type, as the older version of OpenAPI has them in one document. */
export function allSchemas(types: readonly ServedType[], wording: Wording): JsonObject {
  return schemas(types, wording);
}

function groupVersionOf(name: string): string {
  return name.replace(/^apis?\//, "");
}

function nameOf(type: ServedType): string {
  if (type.schema !== undefined) return customSchemaName(type.group, type.version, type.kind);
  return schemaName(typeName(type));
}

function typeName(type: ServedType): string {
  return type.view?.type ?? type.kind;
}

function schemas(types: readonly ServedType[], { rules, descriptions }: Wording): JsonObject {
  const lacks = rules.admission.unknownFields;
  const kinds = types.flatMap((type) => [
    ...(type.schema === undefined ? [typeName(type)] : ["ObjectMeta"]),
    ...type.subresources.flatMap(({ kind }) => (kind === undefined ? [] : [kind])),
  ]);
  const all = withTypesBelow([...kinds, "ListMeta", ...SHARED], lacks).map((type) => [
    schemaName(type),
    schemaOf(type, lacks, descriptions[type]),
  ]);
  const known = { ...NAMED_SCALARS, ...(Object.fromEntries(all) as JsonObject) };
  return { ...known, ...(Object.assign({}, ...types.map((type) => objectAndList(type, known))) as JsonObject) };
}

function withTypesBelow(kinds: readonly string[], lacks: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const open = [...kinds];
  for (let type = open.pop(); type !== undefined; type = open.pop()) {
    if (found.has(type) || fieldsOf(type) === undefined) continue;
    found.add(type);
    open.push(...typesBelow(type, lacks));
  }
  return [...found].sort();
}

/** The schemas of a kind and of lists of it, which say for which group, version and kind they are. */
function objectAndList(type: ServedType, known: JsonObject): JsonObject {
  const name = nameOf(type);
  const { group, version, kind } = type;
  const own = known[name] ?? customSchema(type);
  const metadata = { allOf: [reference(schemaName("ListMeta"))], default: {} };
  const items = { type: "array", items: { allOf: [reference(name)], default: {} } };
  const text = { type: "string" };
  const list = {
    type: "object",
    required: ["items"],
    properties: { apiVersion: text, items, kind: text, metadata },
    "x-kubernetes-group-version-kind": [{ group, kind: `${kind}List`, version }],
  };
  const object = {
    ...(isJsonObject(own) ? own : {}),
    "x-kubernetes-group-version-kind": [{ group, kind, version }],
  };
  const hasList = type.verbs === undefined || type.verbs.includes("list");
  return hasList ? { [name]: object, [`${name}List`]: list } : { [name]: object };
}

function customSchema({ schema }: ServedType): JsonObject {
  const own = isJsonObject(schema) ? schema : {};
  const properties = isJsonObject(own["properties"]) ? own["properties"] : {};
  const metadata = { allOf: [reference(schemaName("ObjectMeta"))] };
  const text = { type: "string" };
  return { type: "object", ...own, properties: { ...properties, apiVersion: text, kind: text, metadata } };
}
