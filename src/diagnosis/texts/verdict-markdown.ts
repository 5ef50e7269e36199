import type { Alternative, Verdict } from "../../kinds/index.ts";
import { stateOf, whoOf } from "./headline.ts";
import { isCommand } from "./paragraph.ts";

/** Verdicts for a ticket or a chat. */
export function verdictMarkdown(verdicts: readonly Verdict[]): string {
  return verdicts.map(sectionOf).join("\n");
}

function sectionOf(verdict: Verdict): string {
  const { cause, confidence, summary, evidence, alternatives, next, fix, pods } = verdict;
  const state = stateOf(verdict);
  const lines = [
    `### ${escaped(whoOf(verdict))}: ${cause}`,
    "",
    `${escaped(summary)} (${confidence}${state === "" ? "" : `; ${escaped(state)}`})`,
    "",
    ...(pods.length > 1 ? [`Pods: ${pods.map(code).join(", ")}`, ""] : []),
    ...evidence.map(
      ({ origin, text, lines }) => `- ${origin}${lines === undefined ? "" : `, line ${lines.from}`}: ${code(text)}`,
    ),
    ...(next === undefined ? [] : [`- next: ${escaped(next.sentence)}`]),
    "",
    ...(fix.length === 0 ? [] : ["**Fix**", "", ...fix.map(fixLine), ""]),
    ...(alternatives.length === 0 ? [] : ["**It may also be**", "", ...alternatives.map(alternativeLine), ""]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function fixLine(step: string): string {
  return isCommand(step) ? `- ${code(step)}` : `- ${escaped(step)}`;
}

function alternativeLine({ cause, decide }: Alternative): string {
  const [command = "", shows = ""] = decide.split(/ {4}/);
  return `- ${cause}: ${code(command)} ${escaped(shows)}`.trimEnd();
}

/** With a fence longer than any run of backticks inside. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${text.replaceAll(/\s+/g, " ")}${pad}${fence}`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]|#]/g, String.raw`\$&`).replaceAll("\n", " ");
}
