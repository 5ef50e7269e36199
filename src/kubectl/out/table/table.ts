import type { JsonObject } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";

/** A column of `meta.k8s.io/v1 Table`. */
export interface Column {
  readonly name: string;
  readonly type: "string" | "integer" | "boolean";
  /** `name`: the cell names the object. */
  readonly format: "" | "name";
  /** 1: shown with `-o wide` only. */
  readonly priority: number;
}

export interface RowCondition {
  readonly type: "Completed";
  readonly status: "True";
  readonly reason: string;
  readonly message: string;
}

export interface TableRow {
  /** One for each column. */
  readonly cells: readonly unknown[];
  /** Clients may hide rows that are completed. */
  readonly conditions?: readonly RowCondition[];
  /** The object that the row is about, or as much of it as is sent along. */
  readonly object?: { readonly metadata?: object };
}

export interface Table {
  readonly columnDefinitions: readonly Column[];
  readonly rows: readonly TableRow[];
}

export interface TableOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly rules: PrinterRules;
}

/** How objects of one kind become rows. */
export interface TableKind {
  columns(rules: PrinterRules): readonly Column[];
  cells(object: JsonObject, options: TableOptions): readonly unknown[];
  conditions?(object: JsonObject): readonly RowCondition[];
}

export const NAME: Column = { name: "Name", type: "string", format: "name", priority: 0 };
export const AGE: Column = column("Age");

export function column(name: string): Column {
  return { name, type: "string", format: "", priority: 0 };
}

export function integer(name: string): Column {
  return { ...column(name), type: "integer" };
}

export function wide(name: string): Column {
  return { ...column(name), priority: 1 };
}
