import type { Question } from "../questions/index.ts";

/** A question that was answered. */
export interface Result {
  readonly question: Pick<Question, "level" | "format" | "skill">;
  readonly right: boolean;
}

export type Grade = "strong" | "developing" | "fragile";

/** What ten answers say, and how little that is. */
export interface Estimate {
  readonly grade: Grade;
  readonly right: number;
  /** Ability on the scale of the questions, and where it lies with four chances in five. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Chance that the ability is above the line of "strong". */
  readonly chance: number;
}

const DIFFICULTY = { easy: -1, medium: 0, hard: 1 } as const;
/** Chance to hit the key without knowing: one of four, or next to none. */
const GUESS = { one: 0.25, row: 0.25, many: 0.02, number: 0.02 } as const;
const SLOPE = 1.7;
const LINE = 0.5;
const ENOUGH = { right: 8, hard: 2, chance: 0.8, developing: 5 } as const;
const GRID = Array.from({ length: 161 }, (_, index) => -4 + index * 0.05);
const TAIL = 0.1;

/** Three-parameter logistic model with a standard normal prior, on a grid. */
export function estimate(results: readonly Result[]): Estimate {
  const weights = GRID.map((ability) => Math.exp(-(ability ** 2) / 2) * likelihood(results, ability));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const posterior = weights.map((weight) => weight / whole);
  const right = results.filter((result) => result.right).length;
  const hard = results.filter(({ question, right }) => right && question.level === "hard").length;
  const chance = sum(posterior.filter((_, index) => (GRID[index] ?? 0) >= LINE));
  const isStrong = right >= ENOUGH.right && hard >= ENOUGH.hard && chance >= ENOUGH.chance;
  return {
    grade: isStrong ? "strong" : right >= ENOUGH.developing ? "developing" : "fragile",
    right,
    mean: sum(posterior.map((weight, index) => weight * (GRID[index] ?? 0))),
    low: quantile(posterior, TAIL),
    high: quantile(posterior, 1 - TAIL),
    chance,
  };
}

function likelihood(results: readonly Result[], ability: number): number {
  return results.reduce((product, { question, right }) => {
    const guess = GUESS[question.format];
    const knows = 1 / (1 + Math.exp(-SLOPE * (ability - DIFFICULTY[question.level])));
    const hit = guess + (1 - guess) * knows;
    return product * (right ? hit : 1 - hit);
  }, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function quantile(posterior: readonly number[], share: number): number {
  let passed = 0;
  const index = posterior.findIndex((weight) => (passed += weight) >= share);
  return GRID[index] ?? 0;
}
