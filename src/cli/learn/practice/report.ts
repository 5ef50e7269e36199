import type { Answer, Attempt, Question } from "../../../lessons/index.ts";
import type { AskingMode, Given, Paper } from "./paper.ts";
import type { PaperResult } from "./result.ts";

/** A paper, and what came of it where answers were given. */
export interface PaperReport {
  readonly schema: "pullwhy.learn-questions/v1";
  readonly mode: AskingMode;
  readonly seed: number;
  readonly kubelet: string;
  readonly questions: readonly (Question & { readonly given?: GivenReport })[];
  readonly result?: PaperResult;
}

export interface GivenReport {
  readonly answer: Answer;
  readonly right: boolean;
  readonly hints: number;
  readonly confidence?: Attempt["confidence"];
  readonly belief?: string;
}

export function paperReport(paper: Paper, given: readonly Given[], result?: PaperResult): PaperReport {
  const { mode, seed, kubelet } = paper;
  const questions = paper.questions.map((question) => {
    const own = given.find((each) => each.question === question);
    return { ...questionReport(question), ...(own === undefined ? {} : { given: givenReport(own) }) };
  });
  return { schema: "pullwhy.learn-questions/v1", mode, seed, kubelet, questions, ...(result && { result }) };
}

/** What is printed of a question; not the world that it is about, as there are passwords in one. */
function questionReport(question: Question): Question {
  const { id, template, skill, level, world, seed, kubelet, stem, evidence, format, choices } = question;
  const { number, step, solution, answer, check, hint } = question;
  return {
    id,
    template,
    skill,
    level,
    world,
    seed,
    kubelet,
    stem,
    ...(evidence === undefined ? {} : { evidence }),
    format,
    choices: choices.map(({ id, text, right, belief }) => ({ id, text, right, ...(belief && { belief }) })),
    ...(number === undefined ? {} : { number }),
    step,
    solution,
    answer,
    check,
    hint,
  };
}

function givenReport({ answer, right, hints, confidence, belief }: Given): GivenReport {
  return { answer, right, hints, ...(confidence && { confidence }), ...(belief && { belief }) };
}
