import type { Answer, Attempt, Question } from "../../../lessons/index.ts";
import type { Minor } from "../../../kinds/index.ts";

/** Ways to practise that ask questions. */
export type AskingMode = "predict" | "why" | "diagnose" | "time" | "review" | "test";

/** Questions that are asked one after the other. */
export interface Paper {
  readonly mode: AskingMode;
  /** What is to be done, in a sentence. */
  readonly about: string;
  readonly seed: number;
  readonly kubelet: Minor;
  readonly questions: readonly Question[];
  /** Neither hints nor answers before the end. */
  readonly isTest: boolean;
  /** What a kubectl line prints at the moment that is asked about; absent where nothing may be looked at. */
  readonly look?: (line: string) => Promise<string>;
}

/** A question and what was answered. */
export interface Given {
  readonly question: Question;
  readonly answer: Answer;
  readonly right: boolean;
  readonly hints: number;
  readonly confidence?: Attempt["confidence"];
  /** The belief that the answer goes with. */
  readonly belief?: string;
}

export function givenOf(
  question: Question,
  { answer, right, hints, confidence }: Pick<Given, "answer" | "right" | "hints" | "confidence">,
): Given {
  const belief = beliefOf(question, answer);
  return {
    question,
    answer,
    right,
    hints,
    ...(confidence === undefined ? {} : { confidence }),
    ...(belief === undefined ? {} : { belief }),
  };
}

function beliefOf({ choices }: Question, answer: Answer): string | undefined {
  if (!("chosen" in answer)) return undefined;
  return choices.find(({ id, right, belief }) => !right && belief !== undefined && answer.chosen.includes(id))?.belief;
}

export function attemptOf(given: Given, mode: AskingMode, at: number): Attempt {
  const { question, right, hints, confidence, belief } = given;
  return {
    v: 1,
    at,
    question: question.id,
    mode,
    skill: question.skill,
    right,
    level: question.level,
    hints,
    ...(confidence === undefined ? {} : { confidence }),
    ...(belief === undefined ? {} : { belief }),
  };
}
