import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../base/index.ts";
import type { Shape } from "./shape.ts";

const ATOM: Shape = { kind: "atom" };
/** Objects that no schema describes are divided by their members. */
const OPEN: Shape = { kind: "map", item: ATOM };

/** The shape of a custom resource, as its schema tells it. */
export function schemaShape(schema: JsonObject, metadata: Shape): Shape {
  const own = objectAt(schema, "properties");
  const keeps = schema["x-kubernetes-preserve-unknown-fields"] === true || Object.keys(own).length === 0;
  return {
    kind: "struct",
    field: (name) => {
      if (name === "metadata") return metadata;
      if (name === "apiVersion" || name === "kind") return ATOM;
      const found = own[name];
      if (isJsonObject(found)) return valueShape(found);
      return keeps ? OPEN : undefined;
    },
  };
}

function valueShape(schema: JsonObject): Shape {
  if (schema["x-kubernetes-map-type"] === "atomic") return ATOM;
  if (schema["type"] === "array") return listShape(schema);
  if (schema["type"] !== "object") return schema["x-kubernetes-preserve-unknown-fields"] === true ? OPEN : ATOM;
  const properties = objectAt(schema, "properties");
  const additional = schema["additionalProperties"];
  if (isJsonObject(additional)) return { kind: "map", item: valueShape(additional) };
  const keeps = schema["x-kubernetes-preserve-unknown-fields"] === true || Object.keys(properties).length === 0;
  return {
    kind: "struct",
    field: (name) => {
      const found = properties[name];
      if (isJsonObject(found)) return valueShape(found);
      return keeps ? OPEN : undefined;
    },
  };
}

function listShape(schema: JsonObject): Shape {
  const items = objectAt(schema, "items");
  const type = schema["x-kubernetes-list-type"];
  if (type === "set") return { kind: "set" };
  if (type !== "map") return ATOM;
  const keys = listAt(schema, "x-kubernetes-list-map-keys").map(String);
  const found = keys.map((key) => [key, objectAt(items, "properties", key)["default"]] as const);
  const defaults = Object.fromEntries(found.filter(([, value]) => value !== undefined));
  return { kind: "list", keys, defaults, item: valueShape(items) };
}
