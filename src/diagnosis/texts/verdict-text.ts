import type { Alternative, Evidence, Verdict } from "../../kinds/index.ts";
import { stateOf, whoOf } from "./headline.ts";
import { isCommand, paragraph } from "./paragraph.ts";
import { markOf, PLAIN_STYLE, type VerdictStyle } from "./style.ts";

export interface VerdictTextOptions {
  readonly style?: VerdictStyle;
  /** Columns; 80 where nothing is known. Commands are never broken, so that they can be copied. */
  readonly width?: number;
  /** For each verdict; what matters least is left out first. */
  readonly maxLines?: number;
}

interface Page {
  readonly style: VerdictStyle;
  readonly width: number;
}

/** How much of a verdict is shown. */
interface Amount {
  readonly evidence: number;
  readonly alternatives: number;
  readonly fix: number;
}

const INDENT = "  ";
const LABEL_WIDTH = 7;
const ORIGIN_WIDTH = 9;
/** From everything to the least; the first that fits is shown. */
const AMOUNTS: readonly Amount[] = [
  { evidence: 3, alternatives: 3, fix: 3 },
  { evidence: 2, alternatives: 3, fix: 3 },
  { evidence: 2, alternatives: 2, fix: 3 },
  { evidence: 2, alternatives: 1, fix: 2 },
  { evidence: 1, alternatives: 1, fix: 2 },
  { evidence: 1, alternatives: 0, fix: 1 },
];

/** Verdicts as a terminal shows them: cause, proof, what happens next, fix. One block each, at most 25 lines, an empty line between. */
export function verdictText(verdicts: readonly Verdict[], options: VerdictTextOptions = {}): string {
  const { style = PLAIN_STYLE, width = 80, maxLines = 25 } = options;
  const blocks = verdicts.map((verdict) => block(verdict, { style, width }, maxLines).join("\n"));
  const text = blocks.join("\n\n");
  return style.unicode ? text : asciiOf(text);
}

function block(verdict: Verdict, page: Page, maxLines: number): readonly string[] {
  const sizes = AMOUNTS.map((amount) => linesOf(verdict, amount, page));
  const fitting = sizes.find((lines) => lines.length <= maxLines) ?? sizes.at(-1) ?? [];
  return fitting.slice(0, maxLines);
}

function linesOf(verdict: Verdict, amount: Amount, page: Page): string[] {
  const { evidence, alternatives, fix, next } = verdict;
  return [
    ...head(verdict, page),
    "",
    ...section(
      "proof",
      evidence.slice(0, amount.evidence).flatMap((each) => proof(each, page)),
      page,
    ),
    ...section("next", next === undefined ? [] : paragraph(next.sentence, room(page), 2), page),
    ...section(
      "or",
      alternatives.slice(0, amount.alternatives).flatMap((each) => orElse(each, page)),
      page,
    ),
    ...section(
      "fix",
      fix.slice(0, amount.fix).flatMap((step) => fixStep(step, page)),
      page,
    ),
  ];
}

function head(verdict: Verdict, page: Page): string[] {
  const { style, width } = page;
  const state = stateOf(verdict);
  const who = `${markOf(verdict.status, style)} ${style.bold(whoOf(verdict))}`;
  return [
    state === "" ? who : `${who}  ${state}`,
    `${INDENT}${style.bold(verdict.cause)}${style.dim(sureness(verdict))}`,
    ...paragraph(verdict.summary, width - INDENT.length, 3).map((line) => `${INDENT}${line}`),
    ...podList(verdict, page),
  ];
}

/** What is only possible is said with what it may be instead; the command that decides stands with that. */
function sureness({ confidence, alternatives: [other] }: Verdict): string {
  if (confidence === "certain") return "";
  if (confidence === "likely" || other === undefined) return `  ${confidence}`;
  return `  ${confidence}; cannot be told apart from ${other.cause} here`;
}

/** Names where there are several pods; those that do not fit are counted. */
function podList({ pods }: Verdict, { width, style }: Page): string[] {
  if (pods.length < 2) return [];
  const fitting = pods.filter((_, index) => pods.slice(0, index + 1).join(", ").length <= 2 * (width - 12)).length;
  const shown = Math.max(1, fitting);
  const rest = pods.length - shown;
  const names = `${pods.slice(0, shown).join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
  return paragraph(names, width - INDENT.length, 3).map((line) => style.dim(`${INDENT}${line}`));
}

function proof({ origin, text, lines }: Evidence, page: Page): string[] {
  const where = lines === undefined ? "" : `line ${lines.from}: `;
  const body = paragraph(`${where}${text}`, room(page) - ORIGIN_WIDTH, 3);
  return body.map((line, index) => `${(index === 0 ? origin : "").padEnd(ORIGIN_WIDTH)}${line}`);
}

function orElse({ cause, decide }: Alternative, page: Page): string[] {
  const [command = "", shows] = decide.split(/ {4}/);
  const meaning = shows === undefined ? [] : paragraph(`${cause} if it ${shows}`, room(page), 2);
  return [...meaning, page.style.dim(`${INDENT}${command}`)];
}

/** Commands stand alone and whole; other steps are wrapped. */
function fixStep(step: string, page: Page): readonly string[] {
  return isCommand(step) ? [`${INDENT}${step}`] : paragraph(step, room(page), 3);
}

function section(label: string, lines: readonly string[], { style }: Page): string[] {
  return lines.map(
    (line, index) =>
      `${INDENT}${index === 0 ? style.bold(label) : " ".repeat(label.length)}${" ".repeat(LABEL_WIDTH - label.length)}${line}`,
  );
}

function room({ width }: Page): number {
  return width - INDENT.length - LABEL_WIDTH;
}

function asciiOf(text: string): string {
  return text.replaceAll("…", "...").replaceAll("–", "-");
}
