/** How columns are laid out; widths are code points. */
export interface TabOptions {
  /** Of a column, its padding included. */
  readonly minWidth: number;
  readonly padding: number;
  /** A column never gets narrower than it was further up (`liggitt/tabwriter`, which `kubectl get` uses). */
  readonly remembersWidths: boolean;
}

export const DESCRIBE_TABS: TabOptions = { minWidth: 0, padding: 2, remembersWidths: false };
export const GET_TABS: TabOptions = { minWidth: 6, padding: 3, remembersWidths: true };

/**
 * Aligns tab-terminated cells as Go's `text/tabwriter` does with spaces. A column is a block of consecutive lines that
 * have a cell there; what stands behind the last tab of a line belongs to no column. A tab at the very end ends nothing.
 */
export function alignTabs(text: string, options: TabOptions): string {
  const widths: number[] = [];
  return text
    .replace(/[\t\v]$/, "")
    .split("\f")
    .map((section) => alignSection(section, widths, options))
    .join("\n");
}

/** A form feed ends all columns, so each section is aligned alone, with the widths that are remembered from above. */
function alignSection(text: string, widths: number[], options: TabOptions): string {
  const lines = text.split("\n").map((line) => line.split(/[\t\v]/));
  const depth = Math.max(...lines.map((cells) => cells.length)) - 1;
  for (let column = 0; column < depth; column += 1) {
    const narrowest = widths[column] ?? options.minWidth;
    const widest = padColumn(lines, column, { ...options, minWidth: narrowest });
    if (options.remembersWidths) widths[column] = widest;
  }
  return lines.map((cells) => cells.join("")).join("\n");
}

/** Pads the cells of one column, block by block; answers the width of the last one. */
function padColumn(lines: string[][], column: number, { minWidth, padding, remembersWidths }: TabOptions): number {
  let remembered = minWidth;
  for (let start = 0, end = 0; start < lines.length; start = end + 1) {
    end = blockEnd(lines, column, start);
    const block = lines.slice(start, end);
    const width = block.reduce((most, cells) => Math.max(most, codePoints(cells[column]) + padding), remembered);
    for (const cells of block) cells[column] += " ".repeat(width - codePoints(cells[column]));
    if (remembersWidths) remembered = width;
  }
  return remembered;
}

/** Index of the first line from `start` on that has no cell in the column. */
function blockEnd(lines: readonly string[][], column: number, start: number): number {
  let end = start;
  while ((lines[end]?.length ?? 0) - 1 > column) end += 1;
  return end;
}

function codePoints(text = ""): number {
  return Array.from(text).length;
}
