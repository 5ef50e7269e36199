import { plain } from "../../print/plain.ts";
import { markOf } from "../../print/status-mark.ts";
import { wrapped } from "../../print/wrapped.ts";
import { feedbackText } from "./feedback.ts";
import type { Given, Paper } from "./paper.ts";
import type { TextOptions } from "./question-text.ts";
import type { PaperResult } from "./result.ts";
import { SKILL_TITLES } from "./skill-titles.ts";

/** What came of it, and for a test, how one would have come to the answers that were missed. */
export async function outcomeText(
  { paper, given, result }: { readonly paper: Paper; readonly given: readonly Given[]; readonly result: PaperResult },
  options: TextOptions,
): Promise<string> {
  const missed = paper.isTest ? await missedText(paper, given, options) : "";
  return `${missed}\n${headline(result, options)}${details(paper, result)
    .map((line) => wrapped(plain(line), options.width))
    .join("")}`;
}

function headline({ right, asked, answered, passed, test }: PaperResult, { style }: TextOptions): string {
  const left = asked - answered;
  const open = left === 0 ? "" : `, ${left} not answered`;
  const grade = test === undefined ? "" : `: ${test.lasting ? "strong and lasting" : test.grade}`;
  const tone = passed ? "good" : right * 2 >= asked ? "waiting" : "bad";
  return `${style.paint(tone, style.bold(`${markOf(tone, style)} ${right} of ${asked} right${open}${grade}`))}\n`;
}

function details({ seed, isTest }: Paper, { brier, beliefs, test }: PaperResult): readonly string[] {
  const range =
    test && `Ability ${test.mean}, with four chances in five from ${test.low} to ${test.high}; 0 is a medium question.`;
  return [
    ...(range === undefined ? [] : [range]),
    ...(test?.weakest === undefined ? [] : [`Weakest: ${SKILL_TITLES[test.weakest]}.`]),
    ...beliefs.map(({ says }) => `You seem to expect: “${says}”.`),
    ...(brier === undefined ? [] : [`Brier score ${brier.toFixed(2)}: 0 is best, and 0.25 is what a coin gets.`]),
    ...(test === undefined
      ? []
      : ["Ten questions prove little. What lasts shows in a second test, a day later or more."]),
    ...(isTest ? [`Seed ${seed}: whoever has it gets the same questions.`] : []),
  ];
}

async function missedText(paper: Paper, given: readonly Given[], options: TextOptions): Promise<string> {
  const missed = given.filter(({ right }) => !right);
  const texts = await Promise.all(
    missed.map(async (each) => {
      const number = paper.questions.indexOf(each.question) + 1;
      const stem = wrapped(options.style.bold(plain(`${number}. ${each.question.stem}`)), options.width);
      return `\n${stem}${await feedbackText(each, options)}`;
    }),
  );
  return texts.join("");
}
