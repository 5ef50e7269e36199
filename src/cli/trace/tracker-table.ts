import type { Step, Tracker } from "../../lessons/index.ts";
import { plain } from "../print/plain.ts";
import { markedStatus } from "../print/status-mark.ts";
import { table } from "../print/table.ts";
import type { TextLayout } from "./steps-table.ts";

/** As narrow as a variable gets: the longest of the usual statuses still stands in one line. */
const NARROWEST = 20;

/** The variables after one step. */
export interface TrackerRow {
  readonly step: string;
  readonly values: readonly string[];
}

/** The status tracker turned on its side: one row a step, those left out that change no variable. */
export function trackerRows(steps: readonly Step[], trackers: readonly Tracker[]): TrackerRow[] {
  const rows = steps.map(({ id }, index) => ({ step: id, values: trackers.map(({ values }) => values[index] ?? "") }));
  return rows.filter(({ values }, index) => index === 0 || !equal(values, rows[index - 1]?.values ?? []));
}

function equal(one: readonly string[], other: readonly string[]): boolean {
  return one.every((value, index) => value === other[index]);
}

export function trackerTable(
  steps: readonly Step[],
  trackers: readonly Tracker[],
  { style, width }: TextLayout,
): string {
  const variables = trackers.map(({ variable }) => ({ title: titleOf(variable), shrinksTo: NARROWEST }));
  const columns = [{ title: "AFTER\nSTEP" }, ...variables];
  const rows = trackerRows(steps, trackers).map(({ step, values }) => [
    step,
    ...values.map((value, index) => (index === 0 && value !== "" ? markedStatus(plain(value), style) : plain(value))),
  ]);
  return table({ columns, rows, width, title: style.dim });
}

/** In two lines, so that the table stays narrow. */
function titleOf(variable: string): string {
  const title = variable.toUpperCase();
  const at = title.lastIndexOf(" ");
  return at < 0 ? title : `${title.slice(0, at)}\n${title.slice(at + 1)}`;
}
