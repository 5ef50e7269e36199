import { objectAt } from "../../../base/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, NAME, type TableKind } from "./table.ts";

export const SECRET_TABLE: TableKind = {
  columns: () => [NAME, column("Type"), column("Data"), AGE],
  cells: (secret, options) => [
    nameOf(secret),
    stringAt(secret, "type") || "Opaque",
    sizeOf(secret, "data"),
    ageOf(secret, options),
  ],
};

export const CONFIG_MAP_TABLE: TableKind = {
  columns: () => [NAME, column("Data"), AGE],
  cells: (map, options) => [nameOf(map), sizeOf(map, "data") + sizeOf(map, "binaryData"), ageOf(map, options)],
};

export const NAMESPACE_TABLE: TableKind = {
  columns: () => [NAME, column("Status"), AGE],
  cells: (namespace, options) => [
    nameOf(namespace),
    stringAt(namespace, "status", "phase") || "Active",
    ageOf(namespace, options),
  ],
};

export const SERVICE_ACCOUNT_TABLE: TableKind = {
  columns: (rules) => [NAME, ...(rules.serviceAccountsCountSecrets ? [column("Secrets")] : []), AGE],
  cells: (account, options) => [
    nameOf(account),
    ...(options.rules.serviceAccountsCountSecrets ? [objectsAt(account, "secrets").length] : []),
    ageOf(account, options),
  ],
};

/** Kinds that have no table of their own here. */
export const OTHER_TABLE: TableKind = {
  columns: () => [NAME, AGE],
  cells: (object, options) => [nameOf(object), ageOf(object, options)],
};

function sizeOf(object: unknown, field: string): number {
  return Object.keys(objectAt(object, field)).length;
}
