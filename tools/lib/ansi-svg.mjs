const LINE = 19;
const CHARACTER = 8.4;
const MARGIN = 20;

/** Colours of `src/cli/print/style.ts` by SGR number, for light and dark. */
const COLOURS = {
  31: ["#B3261E", "#FF8A80"],
  32: ["#1A7F37", "#4AC26B"],
  33: ["#8A5A00", "#F2B84B"],
  34: ["#3B5BDB", "#91A7FF"],
  35: ["#6B2FA0", "#C9A3F2"],
  90: ["#57606A", "#9AA4AF"],
};

const STYLE = `
  rect { fill: #FBFBF9; stroke: #D9DCE0 }
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1B1F24 }
  .bold { font-weight: 600 }
  .dim { fill: #57606A }
${rulesOf(0)}
  @media (prefers-color-scheme: dark) {
  rect { fill: #14171B; stroke: #2B3138 }
  text { fill: #E6E8EB }
  .dim { fill: #9AA4AF }
${rulesOf(1)}
  }`;

function rulesOf(theme) {
  return Object.entries(COLOURS)
    .map(([number, colours]) => `  .c${number} { fill: ${colours[theme]} }`)
    .join("\n");
}

/** What a terminal shows of the text, as a picture in both themes; `label` is for those who do not see it. */
export function svgOf(text, { columns, label }) {
  const lines = text.trimEnd().split("\n");
  const width = Math.ceil(columns * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN;
  const rows = lines.map((line, index) => row(line, MARGIN + (index + 0.75) * LINE));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label)}">
<style>${STYLE}
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${rows.filter((each) => each !== "").join("\n")}
</svg>
`;
}

/** One element a stretch of one look without wide gaps, each at its own column: the font's widths do not matter. */
function row(line, y) {
  let column = 0;
  const classes = new Set();
  const parts = [];
  // oxlint-disable-next-line no-control-regex -- escape sequences are what is read
  for (const [, codes, gap, text] of line.matchAll(/\u001b\[([\d;]*)m|(\s+)|((?:[^\s\u001b]| (?=[^\s\u001b]))+)/g)) {
    if (codes !== undefined) applyCodes(codes, classes);
    if (text !== undefined) parts.push(element(text, { column, y, classes }));
    column += [...(gap ?? text ?? "")].length;
  }
  return parts.join("");
}

function applyCodes(codes, classes) {
  for (const code of codes.split(";")) {
    if (code === "1") classes.add("bold");
    if (code === "2") classes.add("dim");
    if (code === "22") ["bold", "dim"].forEach((name) => classes.delete(name));
    if (code in COLOURS) classes.add(`c${code}`);
    if (code === "39") Object.keys(COLOURS).forEach((number) => classes.delete(`c${number}`));
  }
}

function element(text, { column, y, classes }) {
  const x = (MARGIN + column * CHARACTER).toFixed(1);
  const length = ([...text].length * CHARACTER).toFixed(1);
  const looks = classes.size === 0 ? "" : ` class="${[...classes].join(" ")}"`;
  return `<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${looks}>${escaped(text)}</text>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
