import { isJsonObject, type JsonObject, listAt, objectAt, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import type { PrinterColumn, ServedType } from "./served.ts";
import { CUSTOM_SUBRESOURCES } from "./subresources.data.ts";

const KNOWN = new WeakMap<KubernetesObject, readonly ServedType[]>();

/** The resources that the stored CustomResourceDefinitions define, one for each version that is served. */
export function customTypes(store: Store): readonly ServedType[] {
  return store.list("customresourcedefinitions").flatMap((definition) => {
    const known = KNOWN.get(definition) ?? typesOf(definition);
    KNOWN.set(definition, known);
    return known;
  });
}

function typesOf(definition: KubernetesObject): readonly ServedType[] {
  const spec = objectAt(definition, "spec");
  return listAt(spec, "versions")
    .filter(isJsonObject)
    .filter((version) => version["served"] === true)
    .map((version) => typeOf(spec, version));
}

function typeOf(spec: JsonObject, version: JsonObject): ServedType {
  const names = objectAt(spec, "names");
  const kind = textAt(names, "kind") ?? "";
  const [group, resource] = [textAt(spec, "group") ?? "", textAt(names, "plural") ?? ""];
  const categories = texts(names, "categories");
  return {
    group,
    version: textAt(version, "name") ?? "",
    resource,
    key: `${resource}.${group}`,
    singular: textAt(names, "singular") ?? kind.toLowerCase(),
    kind,
    shortNames: texts(names, "shortNames"),
    namespaced: spec["scope"] === "Namespaced",
    ...(categories.length === 0 ? {} : { categories }),
    subresources: (["scale", "status"] as const)
      .filter((name) => valueAt(version, "subresources", name) !== undefined)
      .map((name) => CUSTOM_SUBRESOURCES[name]),
    columns: listAt(version, "additionalPrinterColumns").map(columnOf),
    schema: valueAt(version, "schema", "openAPIV3Schema") ?? {},
  };
}

function columnOf(column: unknown): PrinterColumn {
  return {
    name: textAt(column, "name") ?? "",
    type: textAt(column, "type") ?? "string",
    jsonPath: textAt(column, "jsonPath") ?? "",
    priority: Number(objectAt(column)["priority"] ?? 0),
  };
}

function texts(value: JsonObject, key: string): readonly string[] {
  return listAt(value, key).filter((item): item is string => typeof item === "string");
}
