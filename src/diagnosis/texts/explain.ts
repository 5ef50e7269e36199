import { CAUSES, fillCommand, fillPhrase, findCause, type Cause } from "../causes/index.ts";
import { PATTERNS } from "../messages/index.ts";
import { isCommand, paragraph } from "./paragraph.ts";
import { PLAIN_STYLE, type VerdictStyle } from "./style.ts";

export interface ExplainTextOptions {
  readonly style?: VerdictStyle;
  readonly width?: number;
}

const MOST_SAMPLES = 3;

const FIXERS: Readonly<Record<Cause["fixer"], string>> = {
  author: "whoever wrote the workload",
  "cluster-admin": "the cluster's administrator",
  "registry-owner": "the registry's owner",
  nobody: "nobody needs to",
};

const NATURES: Readonly<Record<Cause["nature"], string>> = {
  transient: "may pass by itself",
  permanent: "stays until it is fixed",
  "needs-human": "needs somebody to decide",
};

/** What a leaf means, how to tell it, how to confirm it and how to fix it; undefined for an id that is none. */
export function explainCause(id: string, options: ExplainTextOptions = {}): string | undefined {
  const { style = PLAIN_STYLE, width = 80 } = options;
  const cause = findCause(id);
  if (cause === undefined) return undefined;
  const { on, command, shows } = cause.confirm;
  const block = (label: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", style.bold(label), ...lines];
  return [
    `${style.bold(cause.id)}  ${cause.title}`,
    style.dim(`${cause.family}; ${NATURES[cause.nature]}; ${FIXERS[cause.fixer]} can fix it`),
    ...block("Means", indented(cause.meaning, width)),
    ...block("Tell apart", indented(cause.tellApart, width)),
    ...block(on === "node" ? "Confirm, on the node" : "Confirm", [
      `  ${fillCommand(command, {})}`,
      ...indented(`shows ${fillPhrase(shows, {})}`, width),
    ]),
    ...block(
      "Fix",
      cause.fix
        .map((step) => fillCommand(step, {}))
        .flatMap((step) => (isCommand(step) ? [`  ${step}`] : indented(step, width))),
    ),
    ...block(
      "Seen as",
      samplesOf(id).flatMap(({ sample, source }) => [...indented(sample, width, 3), style.dim(`    ${source}`)]),
    ),
  ].join("\n");
}

/** All leaves, a line each, under their families. */
export function causeList({ style = PLAIN_STYLE }: ExplainTextOptions = {}): string {
  const widest = Math.max(...CAUSES.map(({ id }) => id.length));
  const families = [...new Set(CAUSES.map(({ family }) => family))];
  return families
    .map((family) => {
      const rows = CAUSES.filter((cause) => cause.family === family).map(
        ({ id, title }) => `  ${id.padEnd(widest)}  ${title}`,
      );
      return [style.bold(family), ...rows].join("\n");
    })
    .join("\n\n");
}

/** Real messages of which the cause is the likeliest. */
export function samplesOf(id: string): readonly { readonly sample: string; readonly source: string }[] {
  return PATTERNS.filter(({ causes }) => causes[0] === id).slice(0, MOST_SAMPLES);
}

function indented(text: string, width: number, most = 12): string[] {
  return paragraph(text, width - 2, most).map((line) => `  ${line}`);
}
