import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import { prunedAndDefaulted } from "../custom/prune.ts";
import type { ServedType } from "../resources/served.ts";
import { readStructure, type Structure } from "./structure.ts";

/** Reads an object of a custom resource by its schema, its metadata as that of every object. */
export function readCustom({ schema }: ServedType, body: JsonObject): Structure {
  const { value, unknown } = prunedAndDefaulted(isJsonObject(schema) ? schema : {}, body);
  const { metadata = {} } = body;
  const read = readStructure("CustomResourceDefinition", { metadata });
  const strange = [...read.unknown, ...unknown];
  return { ...read, value: { ...value, metadata: read.value["metadata"] }, unknown: strange };
}
