import { type Card, createEmptyCard, fsrs, Rating } from "ts-fsrs";

import type { Skill } from "../questions/index.ts";
import type { Attempt } from "./attempt.ts";
import { isTestOutcome } from "./lasting.ts";

/** What is asked again: a kind of question, of a skill. Each time another world is asked about. */
export interface ReviewCard {
  readonly template: string;
  readonly skill: Skill;
  /** Milliseconds since the epoch. */
  readonly due: number;
  readonly lapses: number;
}

const scheduler = fsrs({ request_retention: 0.9, maximum_interval: 365, enable_short_term: false, enable_fuzz: false });

/** The cards of a history, those that are due longest first. */
export function reviewCards(attempts: readonly Attempt[]): readonly ReviewCard[] {
  const cards = new Map<string, { card: Card; skill: Skill }>();
  for (const attempt of attempts.filter(isOfTemplate)) {
    const template = attempt.question.split("/", 1)[0] ?? "";
    const known: Card = cards.get(template)?.card ?? createEmptyCard(new Date(attempt.at));
    const { card } = scheduler.next(known, new Date(attempt.at), ratingOf(attempt));
    cards.set(template, { card, skill: attempt.skill });
  }
  return [...cards]
    .map(([template, { card, skill }]) => ({ template, skill, due: card.due.getTime(), lapses: card.lapses }))
    .toSorted((a, b) => a.due - b.due);
}

/** What is asked again is made by a template; other exercises are not cards. */
function isOfTemplate({ question }: Attempt): boolean {
  return /^Q\d+\//.test(question);
}

/** Nobody grades themselves: wrong, right with help or doubt, right. */
function ratingOf({ right, hints, confidence }: Attempt): Rating.Again | Rating.Hard | Rating.Good {
  if (!right) return Rating.Again;
  return hints > 0 || confidence === "unsure" ? Rating.Hard : Rating.Good;
}

/** Share of right answers by skill; a skill that was never asked is left out. */
export function skillShares(attempts: readonly Attempt[]): ReadonlyMap<Skill, number> {
  const counts = new Map<Skill, { right: number; all: number }>();
  for (const { skill, right } of attempts.filter((each) => !isTestOutcome(each))) {
    const { right: before, all } = counts.get(skill) ?? { right: 0, all: 0 };
    counts.set(skill, { right: before + (right ? 1 : 0), all: all + 1 });
  }
  return new Map([...counts].map(([skill, { right, all }]) => [skill, right / all]));
}
