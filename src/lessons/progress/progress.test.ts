import { expect, test } from "vitest";

import { type Attempt, attemptsText, merged, readAttempts } from "./attempt.ts";
import { isLasting, testAttempt } from "./lasting.ts";
import { reviewCards, skillShares } from "./review.ts";

const DAY = 86_400_000;
const NOON = Date.parse("2026-01-05T12:00:00Z");

function attempt(more: Partial<Attempt>): Attempt {
  return {
    v: 1,
    at: NOON,
    question: "Q01/wrong-tag/42/1.35",
    mode: "review",
    skill: "SYM",
    right: true,
    hints: 0,
    ...more,
  };
}

test("readAttempts() reads what was written, and counts what is broken or newer", () => {
  const written = attemptsText([attempt({}), attempt({ at: NOON + 1, right: false })]);
  const { attempts, unread } = readAttempts(`${written}{"v":2}\nnot json\n\n`);
  expect(attempts).toHaveLength(2);
  expect(unread).toBe(2);
});

test("merged() has each answer once", () => {
  const [one, two] = [attempt({}), attempt({ at: NOON + 5 })];
  expect(merged([two], [one, two])).toEqual([one, two]);
});

test("A-26 what was wrong is due after a day, what was right after three", () => {
  const cards = reviewCards([attempt({ right: false }), attempt({ question: "Q12/wrong-tag/42/1.35", skill: "TIM" })]);
  expect(cards.map(({ template, due }) => [template, Math.round((due - NOON) / DAY)])).toEqual([
    ["Q01", 1],
    ["Q12", 3],
  ]);
});

test("skillShares() counts right answers by skill", () => {
  const shares = skillShares([attempt({}), attempt({ right: false }), attempt({ skill: "TIM" })]);
  expect([...shares]).toEqual([
    ["SYM", 0.5],
    ["TIM", 1],
  ]);
});

test("A-25 a pattern lasts when it was strong, and a day later again", () => {
  const first = testAttempt("strong", 7, NOON);
  expect(isLasting([first])).toBe(false);
  expect(isLasting([first, testAttempt("strong", 8, NOON + DAY / 2)])).toBe(false);
  expect(isLasting([first, testAttempt("developing", 8, NOON + DAY)])).toBe(false);
  expect(isLasting([first, testAttempt("strong", 8, NOON + DAY)])).toBe(true);
  expect(reviewCards([first])).toEqual([]);
});
