import { isJsonObject } from "../../../base/index.ts";
import { escapeTerminal } from "../escape.ts";
import { sortedEntries } from "../fields.ts";
import { labelsOf, namespaceOf } from "../metadata.ts";
import { alignTabs, GET_TABS } from "../tabwriter.ts";
import { type Column, column, type Table, type TableRow } from "./table.ts";

/** Flags of `kubectl get`; absent is off. */
export interface TableTextOptions {
  readonly wide?: boolean;
  readonly noHeaders?: boolean;
  readonly showLabels?: boolean;
  /** A first column NAMESPACE. */
  readonly withNamespace?: boolean;
  /** A column for each of these labels. */
  readonly columnLabels?: readonly string[];
  /** `Pod`, `Deployment.apps`: names become `pod/web`, as where several kinds are listed. */
  readonly withKind?: string;
}

/** A table as `kubectl get` prints it (`printers.NewTablePrinter`); nothing where it has no rows. */
export function tableText(table: Table, options: TableTextOptions = {}): string {
  if (table.rows.length === 0) return "";
  const columns = shownColumns(table, options);
  const isShown = (index: number): boolean =>
    columns[index] !== undefined && (options.wide === true || columns[index].priority === 0);
  const header = columns.filter((_, index) => isShown(index)).map(({ name }) => name.toUpperCase());
  const rows = table.rows.map((row) =>
    shownCells(table, row, options)
      .filter((_, index) => isShown(index))
      .map(cellText),
  );
  const lines = options.noHeaders === true ? rows : [header, ...rows];
  return alignTabs(lines.map((cells) => `${cells.join("\t")}\n`).join(""), GET_TABS);
}

function shownColumns({ columnDefinitions }: Table, options: TableTextOptions): readonly Column[] {
  const { withNamespace, columnLabels = [], showLabels } = options;
  return [
    ...(withNamespace === true ? [column("Namespace")] : []),
    ...columnDefinitions,
    ...columnLabels.map((label) => column(label.split("/").at(-1) ?? "")),
    ...(showLabels === true ? [column("Labels")] : []),
  ];
}

function shownCells({ columnDefinitions }: Table, { cells, object }: TableRow, options: TableTextOptions): unknown[] {
  const { withNamespace, columnLabels = [], showLabels, withKind } = options;
  const nameColumn = columnDefinitions.findIndex(({ format, type }) => format === "name" && type === "string");
  const labels = labelsOf(object);
  return [
    ...(withNamespace === true ? [namespaceOf(object)] : []),
    ...cells.map((cell, index) =>
      withKind !== undefined && index === nameColumn ? `${withKind.toLowerCase()}/${goText(cell)}` : cell,
    ),
    ...columnLabels.map((label) => labels[label] ?? ""),
    ...(showLabels === true ? [labelsText(labels)] : []),
  ];
}

function labelsText(labels: object): string {
  const pairs = sortedEntries(labels).map(([key, value]) => `${key}=${goText(value)}`);
  return pairs.join(",") || "<none>";
}

/** One line: what comes after the first line break is cut. */
function cellText(cell: unknown): string {
  if (typeof cell !== "string") return cell === null ? "" : escapeTerminal(goText(cell));
  const [first = "", ...rest] = cell.split(/[\f\n\r]/);
  return escapeTerminal(first) + (rest.length === 0 ? "" : "...");
}

/** A JSON value as Go's `fmt.Sprint` writes it. */
function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (isJsonObject(value)) {
    return `map[${sortedEntries(value)
      .map(([key, inner]) => `${key}:${goText(inner)}`)
      .join(" ")}]`;
  }
  if (value === null || value === undefined) return "<nil>";
  return typeof value === "string" ? value : JSON.stringify(value);
}
