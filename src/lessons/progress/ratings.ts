import type { Level, Skill } from "../skills.ts";
import type { Attempt } from "./attempt.ts";
import { isTestOutcome } from "./lasting.ts";

/** Where somebody stands in a skill, on the scale of the questions: 0 is a medium one, 1 a hard one. */
export interface Rating {
  readonly skill: Skill;
  readonly rating: number;
  /** First tries that it is made of. */
  readonly answers: number;
  readonly right: number;
}

const DIFFICULTY: Readonly<Record<Level, number>> = { easy: -1, medium: 0, hard: 1 };
const SLOPE = 1.7;
/** How far the first answer moves a rating, and how soon later ones move it less. */
const [STEP, DECAY] = [1, 0.05] as const;

/** The rating of each skill that was practised, as in chess: what was expected moves it little. Only the first try at a question counts. */
export function skillRatings(attempts: readonly Attempt[]): readonly Rating[] {
  const ratings = new Map<Skill, Rating>();
  const tried = new Set<string>();
  for (const { question, skill, right, level = "medium" } of attempts.filter((each) => !isTestOutcome(each))) {
    if (tried.has(question)) continue;
    tried.add(question);
    const before = ratings.get(skill) ?? { skill, rating: 0, answers: 0, right: 0 };
    const expected = 1 / (1 + Math.exp(-SLOPE * (before.rating - DIFFICULTY[level])));
    const step = STEP / (1 + DECAY * before.answers);
    ratings.set(skill, {
      skill,
      rating: before.rating + step * ((right ? 1 : 0) - expected),
      answers: before.answers + 1,
      right: before.right + (right ? 1 : 0),
    });
  }
  return [...ratings.values()];
}
