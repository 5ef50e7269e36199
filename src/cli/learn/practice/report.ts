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
    if (own === undefined) return question;
    const { question: _asked, ...rest } = own;
    return { ...question, given: rest };
  });
  return { schema: "pullwhy.learn-questions/v1", mode, seed, kubelet, questions, ...(result && { result }) };
}
