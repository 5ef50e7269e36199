import type { Grade } from "../mastery/index.ts";
import type { Attempt } from "./attempt.ts";

const TEST = "TEST";
const DAY = 86_400_000;

/** The outcome of a whole test, kept beside the answers. */
export function testAttempt(grade: Grade, seed: number, at: number): Attempt {
  const question = `${TEST}/${grade}/${seed}`;
  return { v: 1, at, question, mode: "test", skill: "SYM", right: grade === "strong", hints: 0 };
}

export function isTestOutcome({ question }: Pick<Attempt, "question">): boolean {
  return question.startsWith(`${TEST}/`);
}

/** What was strong once, and was strong again a day later or more, lasts. */
export function isLasting(attempts: readonly Attempt[]): boolean {
  const strong = attempts.filter((attempt) => isTestOutcome(attempt) && attempt.right).map(({ at }) => at);
  return strong.length > 1 && Math.max(...strong) - Math.min(...strong) >= DAY;
}
