import { meets, ratioOf, summary } from "./stats.mjs";

const SCALES = {
  time: [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
    [1, "ns"],
  ],
  size: [
    [1e6, "MB"],
    [1e3, "kB"],
  ],
  share: [[0.01, "%"]],
};

/**
 * A section is `{ title, peer?, rows, notes }`, a row `{ name, unit: "time" | "size" | "share", ours, peer?, recorded?, rate?, target? }`
 * with samples in nanoseconds, bytes or parts of one. Columns that nothing stands in are left out.
 */
export function sectionText({ title, peer, rows, notes }) {
  const head = ["", "ours", peer ?? "", "ratio", "ours a second", "runs", "target"];
  return [title, ...aligned([head, ...rows.map(cells)]), ...notes.map((note) => `  ${note}`), ""].join("\n");
}

function cells(row) {
  const { n } = summary(row.ours);
  return [row.name, spread(row.ours, row.unit), peerCell(row), ratioCell(row), rateCell(row), `${n}`, targetCell(row)];
}

/** `1.21 µs (1.18–1.30)`: median, least and most. */
function spread(values, unit) {
  const { median, min, max } = summary(values);
  const { size, name, decimals } = scaleOf(median, unit);
  const [middle, least, most] = [median, min, max].map((value) => (value / size).toFixed(decimals));
  return `${middle} ${name} (${least}–${most})`;
}

function peerCell({ peer, recorded, unit }) {
  if (peer !== undefined) return spread(peer, unit);
  return recorded === undefined ? "" : `${recorded.map((value) => amount(value, unit)).join("–")} recorded`;
}

function ratioCell(row) {
  return ratioOf(row)?.toFixed(2) ?? "";
}

function rateCell({ rate, ours }) {
  return rate ? Math.round(1e9 / summary(ours).median).toLocaleString("en") : "";
}

function targetCell(row) {
  const { target, unit } = row;
  if (target === undefined) return "";
  const limit = target.of === "ratio" ? `${target.atMost}` : amount(target.atMost, unit);
  const verdict = meets(row);
  return verdict === undefined ? `≤ ${limit}` : `≤ ${limit} ${verdict ? "met" : "missed"}`;
}

function amount(value, unit) {
  const { size, name } = scaleOf(value, unit);
  return `${Number((value / size).toPrecision(3))} ${name}`;
}

/** The largest unit that the value fills, and the decimals that make three digits. */
function scaleOf(value, unit) {
  const [size, name] = SCALES[unit].find(([least]) => value >= least) ?? SCALES[unit].at(-1);
  return { size, name, decimals: Math.max(0, 2 - Math.floor(Math.log10(Math.max(1, value / size)))) };
}

function aligned(rows) {
  const [head, ...body] = rows;
  const used = head.map((_, column) => body.some((row) => row[column] !== ""));
  const shown = (body.length > 0 ? rows : []).map((row) => row.filter((_, column) => used[column]));
  const widths = shown[0]?.map((_, column) => Math.max(...shown.map((row) => row[column].length)));
  return shown.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd());
}
