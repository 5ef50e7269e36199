/** Of at least one number: what lies in the middle, and how far the rest spreads. */
export function summary(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return { n: sorted.length, median: median(sorted), min: sorted[0], max: sorted.at(-1) };
}

/** How many times the peer's median ours is; undefined without a peer. Below 1 ours is faster. */
export function ratioOf({ ours, peer }) {
  return peer && summary(ours).median / summary(peer).median;
}

/** Whether a row meets its target; undefined where it has none or cannot be judged. */
export function meets(row) {
  if (row.target === undefined) return undefined;
  const value = row.target.of === "ratio" ? ratioOf(row) : summary(row.ours).median;
  return value === undefined ? undefined : value <= row.target.atMost;
}

function median(sorted) {
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
