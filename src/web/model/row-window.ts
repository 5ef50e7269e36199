/** So many rows are shown at once where there are more. */
const ROWS = 400;

/** The rows that are shown while the cursor stands on one of them. */
export function rowWindow(count: number, cursor: number): { readonly from: number; readonly to: number } {
  if (count <= ROWS) return { from: 0, to: count };
  const from = Math.floor(cursor / ROWS) * ROWS;
  return { from, to: Math.min(count, from + ROWS) };
}
