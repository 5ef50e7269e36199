import type { JsonObject } from "../../../base/index.ts";
import { apiVersionOf } from "../../../kinds/index.ts";
import { ALL_VERBS, verbsOf } from "../discovery/names.ts";
import type { ServedType } from "../resources/served.ts";
import { reference } from "./names.ts";

const PATCH_TYPES = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"];
const STRATEGIC = "application/strategic-merge-patch+json";
const PATCH = reference("io.k8s.apimachinery.pkg.apis.meta.v1.Patch");
const WRITE_OPTIONS = ["dryRun", "fieldManager", "fieldValidation"] as const;

/** Paths of one resource with their operations, as far as clients look at them: which options there are, for which kind. */
export function pathsOf(type: ServedType, schema: string): JsonObject {
  const root = type.group === "" ? "/api" : "/apis";
  const scope = type.namespaced ? "/namespaces/{namespace}" : "";
  const collection = `${root}/${apiVersionOf(type)}${scope}/${type.resource}`;
  const operation = operations(type, schema);
  const paths = {
    [collection]: pick({ get: operation("list"), post: operation("create"), delete: operation("deletecollection") }),
    [`${collection}/{name}`]: pick({
      get: operation("get"),
      put: operation("update"),
      delete: operation("delete"),
      patch: operation("patch"),
    }),
  };
  return Object.fromEntries(Object.entries(paths).filter(([, own]) => Object.keys(own).length > 0));
}

function pick(operations: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(operations).filter(([, operation]) => operation !== undefined));
}

/** `x-kubernetes-action` of each verb, where it is another word. */
const ACTIONS: Readonly<Record<string, string>> = { create: "post", update: "put" };

function operations(type: ServedType, schema: string): (verb: string) => JsonObject | undefined {
  const { group, version, kind } = type;
  return (verb) => {
    if (!verbsOf(type).includes(verb) || !ALL_VERBS.includes(verb)) return undefined;
    const writes = ["create", "update", "patch"].includes(verb);
    return {
      operationId: `${verb}${kind}`,
      ...(writes ? { parameters: options(verb), requestBody: body(type, verb, schema) } : {}),
      responses: { "200": { description: "OK", content: { "application/json": { schema: reference(schema) } } } },
      "x-kubernetes-action": ACTIONS[verb] ?? verb,
      "x-kubernetes-group-version-kind": { group, version, kind },
    };
  };
}

function options(verb: string): JsonObject[] {
  const texts = WRITE_OPTIONS.map((name) => ({
    name,
    in: "query",
    schema: { type: "string", uniqueItems: true },
  }));
  const force = { name: "force", in: "query", schema: { type: "boolean", uniqueItems: true } };
  return verb === "patch" ? [...texts, force] : texts;
}

/** Custom resources are not merged strategically; clients look here whether a kind is. */
function body(type: ServedType, verb: string, schema: string): JsonObject {
  const patches = type.schema === undefined ? [...PATCH_TYPES, STRATEGIC] : PATCH_TYPES;
  const content =
    verb === "patch"
      ? Object.fromEntries(patches.map((type) => [type, { schema: PATCH }]))
      : { "*/*": { schema: reference(schema) } };
  return { content, required: true };
}
