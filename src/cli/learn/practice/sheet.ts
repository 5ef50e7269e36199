import type { Question } from "../../../lessons/index.ts";
import { answerText } from "./answer-text.ts";
import type { PaperReport } from "./report.ts";
import { SKILL_TITLES } from "./skill-titles.ts";

/** A paper to be printed: the questions, then, on a page of their own, the answers. */
export function sheetMarkdown({ mode, seed, kubelet, questions, result }: PaperReport): string {
  const score = result === undefined ? "" : `\n${result.right} of ${result.asked} right.\n`;
  const asked = questions.map((question, index) => questionMarkdown(question, index + 1)).join("\n");
  const keys = questions.map((question, index) => keyMarkdown(question, index + 1)).join("\n");
  return (
    `# ${mode.charAt(0).toUpperCase()}${mode.slice(1)}\n\nKubelet ${kubelet}, seed ${seed}.\n${score}\n${asked}\n` +
    `<div style="page-break-after: always"></div>\n\n## Answers\n\n${keys}`
  );
}

function questionMarkdown({ stem, evidence, choices, level, skill, number }: Question, at: number): string {
  return [
    `## ${at}. ${escaped(stem)}\n`,
    `\n${level}, ${SKILL_TITLES[skill]}\n`,
    ...(evidence === undefined ? [] : [`\n\`\`\`\n${evidence.trimEnd()}\n\`\`\`\n`]),
    ...(choices.length === 0 ? [`\nAnswer: ______ ${number?.unit ?? ""}`.trimEnd(), "\n"] : ["\n"]),
    ...choices.map(({ id, text }) => `- [ ] **${id}** ${escaped(text)}\n`),
  ].join("");
}

function keyMarkdown(question: PaperReport["questions"][number], at: number): string {
  const letters = question.choices.filter(({ right }) => right).map(({ id }) => id);
  const key = letters.length === 0 ? question.answer : `${letters.join(" ")}: ${question.answer}`;
  const given = question.given === undefined ? "" : ` (given: ${escaped(answerText(question, question.given.answer))})`;
  const lines = [...question.solution, `${question.step}: ${question.check}`];
  return `${at}. **${escaped(key)}**${given}\n${lines.map((line) => `   - ${escaped(line)}\n`).join("")}`;
}

/** What Markdown or HTML would take for its own. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>|#[\]]/g, String.raw`\$&`).replaceAll("\n", "<br>");
}
