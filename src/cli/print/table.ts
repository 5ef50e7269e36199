import stringWidth from "string-width";
import { wrapAnsi } from "fast-wrap-ansi";

import { type Column, GAP, type Layout, layoutOf } from "./columns.ts";
import { wrapped } from "./wrapped.ts";

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A sentence below each row, from the second column on; none where it is empty. */
  readonly notes?: readonly string[];
  /** Columns of the terminal. */
  readonly width: number;
  readonly title?: (text: string) => string;
}

/** A table as kubectl prints them: titles in capitals, columns three spaces apart, no borders. Ends with a line feed. */
export function table({ columns, rows, notes = [], width, title = (text) => text }: TableOptions): string {
  const titles = columns.map((column) => column.title.split("\n").map(title).join("\n"));
  const layout = layoutOf(columns, [titles, ...rows], width);
  const indent = " ".repeat((layout.widths[0] ?? 0) + GAP.length);
  const lines = rows.map((row, index) => {
    const below = [layout.fallen === undefined ? "" : row[layout.fallen], notes[index]];
    return line(row, columns, layout) + below.map((text) => (text ? wrapped(text, width, indent) : "")).join("");
  });
  return line(titles, columns, layout) + lines.join("");
}

function line(row: readonly string[], columns: readonly Column[], { widths, fallen }: Layout): string {
  const cells = columns.map((column, index) => linesOf(row[index] ?? "", column, widths[index] ?? 0));
  const shown = cells.filter((_, index) => index !== fallen);
  const height = Math.max(...shown.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const texts = shown.map(({ lines, blank }) => lines[at] ?? blank);
    return `${texts.join(GAP).trimEnd()}\n`;
  }).join("");
}

interface Cell {
  /** Each as wide as the column. */
  readonly lines: readonly string[];
  readonly blank: string;
}

function linesOf(cell: string, column: Column, width: number): Cell {
  const text = column.shrinksTo === undefined ? cell : wrapAnsi(cell, width, { hard: true });
  const lines = text.split("\n").map((each) => padded(each, width, column.align));
  return { lines, blank: " ".repeat(Math.max(0, width)) };
}

function padded(text: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? space + text : text + space;
}
