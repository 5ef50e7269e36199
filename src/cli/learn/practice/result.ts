import { type BeliefId, beliefText, estimate, isLasting, type Skill } from "../../../lessons/index.ts";
import type { AttemptBook } from "./attempt-book.ts";
import { brierOf } from "./brier.ts";
import type { Given, Paper } from "./paper.ts";

/** What came of a paper. */
export interface PaperResult {
  readonly asked: number;
  readonly answered: number;
  readonly right: number;
  /** All right; of a test: strong. */
  readonly passed: boolean;
  readonly brier?: number;
  readonly beliefs: readonly { readonly id: string; readonly says: string }[];
  /** Of a test that was answered to the end. */
  readonly test?: {
    readonly grade: "strong" | "developing" | "fragile";
    /** Ability on the scale of the questions, where 0 is a medium one, and where it lies with four chances in five. */
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly weakest?: Skill;
    readonly lasting: boolean;
  };
}

export function resultOf(paper: Paper, given: readonly Given[], book: Pick<AttemptBook, "attempts">): PaperResult {
  const [asked, answered] = [paper.questions.length, given.length];
  const right = given.filter((each) => each.right).length;
  const brier = brierOf(given);
  const ids = [...new Set(given.flatMap(({ belief }) => belief ?? []))];
  const test = paper.isTest && answered === asked && asked > 0 ? testOf(given, book) : undefined;
  return {
    asked,
    answered,
    right,
    passed: test === undefined ? asked > 0 && right === asked : test.grade === "strong",
    ...(brier === undefined ? {} : { brier }),
    beliefs: ids.map((id) => ({ id, says: beliefText(id as BeliefId) })),
    ...(test === undefined ? {} : { test }),
  };
}

function testOf(
  given: readonly Given[],
  { attempts }: Pick<AttemptBook, "attempts">,
): NonNullable<PaperResult["test"]> {
  const { grade, mean, low, high } = estimate(given);
  const weakest = weakestOf(given);
  return {
    grade,
    mean: rounded(mean),
    low: rounded(low),
    high: rounded(high),
    ...(weakest === undefined ? {} : { weakest }),
    lasting: isLasting(attempts),
  };
}

/** The skill in which most went wrong. */
function weakestOf(given: readonly Given[]): Skill | undefined {
  const wrong = given.filter(({ right }) => !right).map(({ question }) => question.skill);
  const counted = wrong.map((skill) => [skill, wrong.filter((each) => each === skill).length] as const);
  return counted.toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
