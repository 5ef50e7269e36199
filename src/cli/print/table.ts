import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

import { wrapped } from "./wrapped.ts";

/** A column of a table; the one with `grow` takes what is left of the width and wraps its words. */
export interface Column {
  readonly title: string;
  readonly align?: "right";
  readonly grow?: true;
}

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** A sentence below each row, from the second column on; none where it is empty. */
  readonly notes?: readonly string[];
  /** Columns of the terminal. */
  readonly width: number;
  readonly title?: (text: string) => string;
}

const GAP = "   ";
/** A growing column is never made narrower than this: then lines get longer than the terminal. */
const NARROWEST = 24;

/** A table as kubectl prints them: titles in capitals, columns three spaces apart, no borders. Ends with a line feed. */
export function table({ columns, rows, notes = [], width, title = (text) => text }: TableOptions): string {
  const titles = columns.map((column) => title(column.title));
  const widths = widthsOf(columns, [titles, ...rows], width);
  const indent = " ".repeat((widths[0] ?? 0) + GAP.length);
  const lines = rows.map((row, index) => {
    const note = notes[index] ?? "";
    return line(row, columns, widths) + (note === "" ? "" : wrapped(note, width, indent));
  });
  return line(titles, columns, widths) + lines.join("");
}

function widthsOf(columns: readonly Column[], cells: readonly (readonly string[])[], width: number): number[] {
  const natural = columns.map((_, index) => Math.max(...cells.map((row) => widestLine(row[index] ?? ""))));
  const growing = columns.findIndex((column) => column.grow);
  if (growing < 0) return natural;
  const others = natural.reduce((sum, each, index) => (index === growing ? sum : sum + each + GAP.length), 0);
  const room = Math.max(NARROWEST, width - others);
  return natural.map((each, index) => (index === growing ? Math.min(each, room) : each));
}

function widestLine(cell: string): number {
  return Math.max(...cell.split("\n").map((part) => stringWidth(part)));
}

function line(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  const wrapped = columns.map((column, index) => {
    const cell = row[index] ?? "";
    return (column.grow ? wrapAnsi(cell, widths[index] ?? 0, { hard: true }) : cell).split("\n");
  });
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const parts = columns.map((column, index) => padded(wrapped[index]?.[at] ?? "", widths[index] ?? 0, column.align));
    return `${parts.join(GAP).trimEnd()}\n`;
  }).join("");
}

function padded(text: string, width: number, align: Column["align"]): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? space + text : text + space;
}
