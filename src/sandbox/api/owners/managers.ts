import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { type FieldTree, isEmpty, readTree, union, writeTree } from "./field-tree.ts";

/** Somebody who owns fields of an object. */
export interface Manager {
  readonly name: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string;
  readonly fields: FieldTree;
}

export function managersOf({ metadata }: KubernetesObject): readonly Manager[] {
  return listAt(metadata, "managedFields").filter(isJsonObject).map(managerOf);
}

function managerOf(entry: JsonObject): Manager {
  return {
    name: textAt(entry, "manager") ?? "",
    operation: entry["operation"] === "Apply" ? "Apply" : "Update",
    apiVersion: textAt(entry, "apiVersion") ?? "",
    subresource: textAt(entry, "subresource") ?? "",
    time: textAt(entry, "time") ?? "",
    fields: readTree(objectAt(entry, "fieldsV1")),
  };
}

/** Whether two are the same owner, whatever they own. */
export function isSame(a: Manager, b: Manager): boolean {
  return (["name", "operation", "apiVersion", "subresource"] as const).every((key) => a[key] === b[key]);
}

/** What all of them own together. */
export function ownedByAny(managers: readonly Manager[]): FieldTree {
  return managers.reduce<FieldTree>((all, { fields }) => union(all, fields), { own: false, below: new Map() });
}

/** The object with its owners, without those that own nothing: appliers first, then by time. */
export function withManagers(object: KubernetesObject, managers: readonly Manager[]): KubernetesObject {
  const { managedFields: _old, ...metadata } = object.metadata as KubernetesObject["metadata"] & JsonObject;
  const entries = managers
    .filter(({ fields }) => !isEmpty(fields))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map(entryOf);
  if (entries.length === 0) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, managedFields: entries } as KubernetesObject["metadata"] };
}

function orderOf({ operation, time, name, apiVersion, subresource }: Manager): string {
  return [operation, time, name, apiVersion, subresource].join("\u0000");
}

function entryOf({ name, operation, apiVersion, subresource, time, fields }: Manager): JsonObject {
  return {
    manager: name,
    operation,
    apiVersion,
    time,
    fieldsType: "FieldsV1",
    fieldsV1: writeTree(fields),
    ...(subresource === "" ? {} : { subresource }),
  };
}
