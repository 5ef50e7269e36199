import { type JsonObject, textAt } from "../../../base/index.ts";
import { ageText } from "../../../kubectl/index.ts";
import type { PrinterColumn } from "../resources/served.ts";
import { valueByPath } from "./columns.ts";

const AGE: PrinterColumn = { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp", priority: 0 };

export interface CustomTable {
  readonly columnDefinitions: readonly JsonObject[];
  readonly cells: (object: unknown, now: number) => readonly unknown[];
}

/** The table of a custom resource: the columns that its definition names, else the age. */
export function customTable(own: readonly PrinterColumn[]): CustomTable {
  const columns = own.length === 0 ? [AGE] : own;
  const name = { name: "Name", type: "string", format: "name", description: "", priority: 0 };
  return {
    columnDefinitions: [name, ...columns.map(definition)],
    cells: (object, now) => [textAt(object, "metadata", "name") ?? "", ...columns.map((one) => cell(one, object, now))],
  };
}

function definition({ name, type, priority }: PrinterColumn): JsonObject {
  return { name, type, format: "", description: "", priority };
}

function cell({ type, jsonPath }: PrinterColumn, object: unknown, now: number): unknown {
  const value = valueByPath(object, jsonPath);
  if (type === "date") return ageText(value, now);
  if (value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : value;
}
