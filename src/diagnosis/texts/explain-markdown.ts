import { fillCommand, fillPhrase, type Cause, type Family, CAUSES } from "../causes/index.ts";
import { samplesOf } from "./explain.ts";

/** Pages about the taxonomy, by file name: one a family, and `README.md` that lists all. */
export function causePages(): Readonly<Record<string, string>> {
  const families = [...new Set(CAUSES.map(({ family }) => family))];
  const pages = families.map((family) => [`${family}.md`, familyPage(family)] as const);
  return { ...Object.fromEntries(pages), "README.md": indexPage(families) };
}

function indexPage(families: readonly Family[]): string {
  const rows = families.flatMap((family) =>
    CAUSES.filter((cause) => cause.family === family).map(
      ({ id, title, nature, fixer }) => `| [${id}](${family}.md#${id}) | ${title} | ${nature} | ${fixer} |\n`,
    ),
  );
  return `# Why an image pull fails

Every cause that \`pullwhy diagnose\` knows, and the near misses (\`nm-…\`), which are no failed pulls. \`pullwhy explain CAUSE\` shows the same in a terminal.

| cause | | nature | who can fix it |
| --- | --- | --- | --- |
${rows.join("")}`;
}

function familyPage(family: Family): string {
  const causes = CAUSES.filter((cause) => cause.family === family);
  return `# ${family}\n\n${causes.map(causeSection).join("\n")}`;
}

function causeSection({ id, title, meaning, tellApart, confirm, fix, nature, fixer }: Cause): string {
  const samples = samplesOf(id);
  return `## ${id}

${title}. ${escaped(meaning)}

Nature: ${nature}. Who can fix it: ${fixer}.

**Tell apart.** ${escapedOutsideCode(tellApart)}

**Confirm**${confirm.on === "node" ? ", on the node" : ""}; it shows ${escaped(fillPhrase(confirm.shows, {}))}:

\`\`\`
${fillCommand(confirm.command, {})}
\`\`\`

**Fix**

${fix.map((step) => `- ${escaped(fillCommand(step, {}))}\n`).join("")}${samples.length === 0 ? "" : `\n**Seen as**\n\n${samples.map(sampleBlock).join("\n")}`}`;
}

function sampleBlock({ sample, source }: { readonly sample: string; readonly source: string }): string {
  return `\`\`\`\n${sample}\n\`\`\`\n\n${source.startsWith("https://") ? `<${source}>` : source}\n`;
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
