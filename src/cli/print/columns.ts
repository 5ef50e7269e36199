import stringWidth from "string-width";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly align?: "right";
  /** Where the terminal is narrow, its words are wrapped, down to so many columns. */
  readonly shrinksTo?: number;
  /** Where that does not help, its cells go below their rows, in the whole width. */
  readonly falls?: true;
}

export interface Layout {
  /** Width of each column. */
  readonly widths: readonly number[];
  /** Index of the column whose cells go below their rows. */
  readonly fallen?: number;
}

export const GAP = "   ";

/** How wide columns are: as wide as what is in them where the terminal allows. The last to shrink is the first one. */
export function layoutOf(columns: readonly Column[], cells: readonly (readonly string[])[], width: number): Layout {
  const natural = columns.map((_, index) => Math.max(...cells.map((row) => widestLine(row[index] ?? ""))));
  const [widths, excess] = shrunk(columns, natural, width);
  const fallen = columns.findIndex((column) => column.falls);
  if (excess <= 0 || fallen < 0) return { widths };
  const [narrower] = shrunk(columns, natural.with(fallen, -GAP.length), width);
  return { widths: narrower, fallen };
}

/** The widths, and by how much they are still too wide together. */
function shrunk(columns: readonly Column[], natural: readonly number[], width: number): [number[], number] {
  const widths = [...natural];
  let excess = natural.reduce((sum, each) => sum + each, GAP.length * (natural.length - 1)) - width;
  for (let index = columns.length - 1; index >= 0; index -= 1) {
    const each = widths[index] ?? 0;
    const given = Math.min(Math.max(0, excess), Math.max(0, each - (columns[index]?.shrinksTo ?? each)));
    widths[index] = each - given;
    excess -= given;
  }
  return [widths, excess];
}

function widestLine(cell: string): number {
  return Math.max(...cell.split("\n").map((part) => stringWidth(part)));
}
