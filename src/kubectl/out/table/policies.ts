import { type JsonObject, listAt, valueAt } from "../../../base/index.ts";
import { isSetAt, isTrueAt, numberAt, stringAt } from "../fields.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, integer, NAME, type TableKind, wide } from "./table.ts";

const UNSET = "<unset>";
const SHORT_MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: "RWO",
  ReadOnlyMany: "ROX",
  ReadWriteMany: "RWX",
  ReadWriteOncePod: "RWOP",
};

export const CLAIM_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Status"),
    column("Volume"),
    column("Capacity"),
    column("Access Modes"),
    column("StorageClass"),
    column("VolumeAttributesClass"),
    AGE,
    wide("VolumeMode"),
  ],
  cells: (claim, options) => [
    nameOf(claim),
    isSetAt(claim, "metadata", "deletionTimestamp") ? "Terminating" : stringAt(claim, "status", "phase"),
    stringAt(claim, "spec", "volumeName"),
    ...boundCells(claim),
    stringAt(claim, "spec", "storageClassName"),
    stringAt(claim, "spec", "volumeAttributesClassName") || UNSET,
    ageOf(claim, options),
    stringAt(claim, "spec", "volumeMode") || UNSET,
  ],
};

/** Capacity and access modes of a claim that has a volume. */
function boundCells(claim: JsonObject): readonly string[] {
  if (stringAt(claim, "spec", "volumeName") === "") return ["", ""];
  return [stringAt(claim, "status", "capacity", "storage"), shortModes(listAt(claim, "status", "accessModes"))];
}

/** `RWO,ROX` */
export function shortModes(modes: readonly unknown[]): string {
  return modes.map((mode) => SHORT_MODES[String(mode)] ?? "").join(",");
}

export const DISRUPTION_BUDGET_TABLE: TableKind = {
  columns: () => [NAME, column("Min Available"), column("Max Unavailable"), integer("Allowed Disruptions"), AGE],
  cells: (budget, options) => [
    nameOf(budget),
    countText(valueAt(budget, "spec", "minAvailable")),
    countText(valueAt(budget, "spec", "maxUnavailable")),
    numberAt(budget, "status", "disruptionsAllowed"),
    ageOf(budget, options),
  ],
};

/** A number or a percentage. */
function countText(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? `${value}` : "N/A";
}

export const PRIORITY_CLASS_TABLE: TableKind = {
  columns: () => [
    NAME,
    integer("Value"),
    { ...column("Global-Default"), type: "boolean" },
    AGE,
    column("PreemptionPolicy"),
  ],
  cells: (type, options) => [
    nameOf(type),
    numberAt(type, "value"),
    isTrueAt(type, "globalDefault"),
    ageOf(type, options),
    stringAt(type, "preemptionPolicy"),
  ],
};

export const STORAGE_CLASS_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Provisioner"),
    column("ReclaimPolicy"),
    column("VolumeBindingMode"),
    column("AllowVolumeExpansion"),
    AGE,
  ],
  cells: (type, options) => [
    nameOf(type),
    stringAt(type, "provisioner"),
    stringAt(type, "reclaimPolicy") || "Delete",
    stringAt(type, "volumeBindingMode") || "Immediate",
    isTrueAt(type, "allowVolumeExpansion"),
    ageOf(type, options),
  ],
};
