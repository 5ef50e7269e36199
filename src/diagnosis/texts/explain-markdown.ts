import { CAUSES } from "../causes/index.ts";
import { type Explanation, explanationOf, type Sample } from "./explanation.ts";

/** Pages about the taxonomy, by file name: one a family, and `README.md` that lists all. */
export function causePages(): Readonly<Record<string, string>> {
  const told = CAUSES.map(explanationOf);
  const families = [...new Set(told.map(({ family }) => family))];
  const pages = families.map((family) => [`${family}.md`, familyPage(family, told)] as const);
  return { ...Object.fromEntries(pages), "README.md": indexPage(told) };
}

function indexPage(told: readonly Explanation[]): string {
  return `# Why an image pull fails

Every cause that \`pullwhy diagnose\` knows, and the near misses (\`nm-…\`), which are no failed pulls. \`pullwhy explain CAUSE\` shows the same in a terminal.

${causeTable(told, ({ id, family }) => `[${id}](${family}.md#${id})`)}`;
}

function familyPage(family: string, told: readonly Explanation[]): string {
  const own = told.filter((cause) => cause.family === family);
  return `# ${family}\n\n${own.map((cause) => explanationMarkdown(cause)).join("\n")}`;
}

/** Causes as a table, in the order given. */
export function causeTable(told: readonly Explanation[], nameOf = ({ id }: Explanation): string => id): string {
  const rows = told.map((cause) => `| ${nameOf(cause)} | ${cause.title} | ${cause.nature} | ${cause.fixer} |\n`);
  return `| cause | | nature | who can fix it |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

/** One cause as a section. */
export function explanationMarkdown(told: Explanation): string {
  const { id, title, meaning, tellApart, confirm, fix, nature, fixer, samples } = told;
  return `## ${id}

${title}. ${escaped(meaning)}

Nature: ${nature}. Who can fix it: ${fixer}.

**Tell apart.** ${escapedOutsideCode(tellApart)}

**Confirm**${confirm.on === "node" ? ", on the node" : ""}; it shows ${escaped(confirm.shows)}:

\`\`\`
${confirm.command}
\`\`\`

**Fix**

${fix.map((step) => `- ${escaped(step)}\n`).join("")}${samples.length === 0 ? "" : `\n**Seen as**\n\n${samples.map(sampleBlock).join("\n")}`}`;
}

function sampleBlock({ sample, beside = [], source }: Sample): string {
  const together = beside.map((line) => `with: ${escaped(line)}\n\n`).join("");
  return `\`\`\`\n${sample}\n\`\`\`\n\n${together}${source.startsWith("https://") ? `<${source}>` : source}\n`;
}

function escapedOutsideCode(text: string): string {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? escaped(part) : `\`${part}\``))
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\*_<>[\]|]/g, String.raw`\$&`);
}
