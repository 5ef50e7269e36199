/** So many rows are shown at once where there are more than can be. */
const ROWS = 200;
const MOST = 400;

/** The rows that are shown while the cursor stands on one of them. */
export function rowWindow(count: number, cursor: number): { readonly from: number; readonly to: number } {
  if (count <= MOST) return { from: 0, to: count };
  const from = Math.floor(cursor / ROWS) * ROWS;
  return { from, to: Math.min(count, from + ROWS) };
}
