import type { JsonObject } from "../../../base/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, NAME, type TableKind, wide } from "./table.ts";

/** Kinds that are shown with the instant of their creation. */
export const CREATED_TABLE: TableKind = {
  columns: () => [NAME, column("Created At")],
  cells: (object) => [nameOf(object), stringAt(object, "metadata", "creationTimestamp")],
};

export const ROLE_BINDING_TABLE: TableKind = {
  columns: () => [NAME, column("Role"), AGE, wide("Users"), wide("Groups"), wide("ServiceAccounts")],
  cells: (binding, options) => [
    nameOf(binding),
    `${stringAt(binding, "roleRef", "kind")}/${stringAt(binding, "roleRef", "name")}`,
    ageOf(binding, options),
    ...["User", "Group", "ServiceAccount"].map((kind) => subjects(binding, kind)),
  ],
};

function subjects(binding: JsonObject, kind: string): string {
  const found = objectsAt(binding, "subjects").filter((subject) => subject["kind"] === kind);
  const names = found.map((one) => {
    const name = stringAt(one, "name");
    return kind === "ServiceAccount" ? `${stringAt(one, "namespace")}/${name}` : name;
  });
  return names.join(", ");
}

export const LEASE_TABLE: TableKind = {
  columns: () => [NAME, column("Holder"), AGE],
  cells: (lease, options) => [nameOf(lease), stringAt(lease, "spec", "holderIdentity"), ageOf(lease, options)],
};
