import type { Explanation } from "./explanation.ts";
import { isCommand, paragraph } from "./paragraph.ts";
import { PLAIN_STYLE, type VerdictStyle } from "./style.ts";

export interface ExplainTextOptions {
  readonly style?: VerdictStyle;
  readonly width?: number;
}

const FIXERS: Readonly<Record<Explanation["fixer"], string>> = {
  author: "whoever wrote the workload",
  "cluster-admin": "the cluster's administrator",
  "registry-owner": "the registry's owner",
  nobody: "nobody needs to",
};

const NATURES: Readonly<Record<Explanation["nature"], string>> = {
  transient: "may pass by itself",
  permanent: "stays until it is fixed",
  "needs-human": "needs somebody to decide",
};

/** What a cause means, how to tell it, how to confirm it and how to fix it. */
export function explanationText(told: Explanation, options: ExplainTextOptions = {}): string {
  const { style = PLAIN_STYLE, width = 80 } = options;
  const block = (label: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", style.bold(label), ...lines];
  return [
    `${style.bold(told.id)}  ${told.title}`,
    style.dim(`${told.family}; ${NATURES[told.nature]}; ${FIXERS[told.fixer]} can fix it`),
    ...block("Means", indented(told.meaning, width)),
    ...block("Tell apart", indented(told.tellApart, width)),
    ...block(told.confirm.on === "node" ? "Confirm, on the node" : "Confirm", [
      `  ${told.confirm.command}`,
      ...indented(`shows ${told.confirm.shows}`, width),
    ]),
    ...block(
      "Fix",
      told.fix.flatMap((step) => (isCommand(step) ? [`  ${step}`] : indented(step, width))),
    ),
    ...block(
      "Seen as",
      told.samples.flatMap(({ sample, beside = [], source }) => [
        ...indented(sample, width, 3),
        ...beside.flatMap((line) => indented(`with: ${line}`, width)),
        style.dim(`    ${source}`),
      ]),
    ),
  ].join("\n");
}

/** A line each, under their families. */
export function explanationList(
  told: readonly Explanation[],
  { style = PLAIN_STYLE }: ExplainTextOptions = {},
): string {
  const widest = Math.max(...told.map(({ id }) => id.length));
  const families = [...new Set(told.map(({ family }) => family))];
  return families
    .map((family) => {
      const rows = told.filter((cause) => cause.family === family);
      return [style.bold(family), ...rows.map(({ id, title }) => `  ${id.padEnd(widest)}  ${title}`)].join("\n");
    })
    .join("\n\n");
}

function indented(text: string, width: number, most = 12): string[] {
  return paragraph(text, width - 2, most).map((line) => `  ${line}`);
}
