import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type Attempt, attemptsText, merged, unknownAmong } from "./attempt.ts";
import { isLasting, testAttempt } from "./lasting.ts";
import { readAttempts } from "./read-attempts.ts";
import { skillRatings } from "./ratings.ts";
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

test("readAttempts() reads what was written, and tells which lines it could not read", () => {
  const written = attemptsText([attempt({}), attempt({ at: NOON + 1, right: false })]);
  const { attempts, unread } = readAttempts(`${written}{"v":2}\nnot json\n\n${attemptsText([attempt({ at: 7 })])}`);
  expect(attempts.map(({ at }) => at)).toEqual([NOON, NOON + 1, 7]);
  expect(unread).toEqual([
    { line: 3, why: "written by a newer pullwhy (version 2)" },
    { line: 4, why: "no JSON object" },
  ]);
});

const WHOLE = JSON.stringify(attempt({}));

test.each([
  ["half a line", WHOLE.slice(0, 40), "no JSON object"],
  ["a list", "[1]", "v is missing"],
  ["a missing field", WHOLE.replace('"hints":0', '"hunts":0'), "hints is missing"],
  ["an unknown skill", WHOLE.replace("SYM", "XXX"), "skill is none that is known"],
  ["an instant that no date has", WHOLE.replace(`${NOON}`, "1e300"), "at is none that is known"],
  ["a question longer than any", WHOLE.replace("Q01", "Q".repeat(300)), "question is none that is known"],
  ["a number for null", WHOLE.replace("true", "null"), "right is none that is known"],
])("readAttempts() leaves out %s and says why", (_, line, why) => {
  const { attempts, unread } = readAttempts(`${line}\n${WHOLE}\n`);
  expect(attempts).toEqual([attempt({})]);
  expect(unread).toEqual([{ line: 1, why: expect.stringContaining(why) as string }]);
});

test("readAttempts() takes fields that it knows and no others", () => {
  const { attempts } = readAttempts(WHOLE.replace("{", '{"__proto__":{"right":false},"more":"<img src=x>",'));
  expect(attempts).toEqual([attempt({})]);
});

test("readAttempts() reads back whatever attemptsText() writes", () => {
  const some = fc.record(
    {
      v: fc.constant(1 as const),
      at: fc.date({ noInvalidDate: true }).map(Number),
      question: fc.string({ maxLength: 200, unit: "grapheme" }).filter((text) => text.length <= 200),
      mode: fc.string({ maxLength: 20 }),
      skill: fc.constantFrom("SYM", "CAU", "TIM", "CRD", "POL", "FIX"),
      right: fc.boolean(),
      hints: fc.nat(),
      confidence: fc.constantFrom("sure", "unsure"),
      belief: fc.string({ maxLength: 5 }),
    },
    { requiredKeys: ["v", "at", "question", "mode", "skill", "right", "hints"] },
  );
  fc.assert(
    fc.property(fc.array(some), (attempts) => {
      expect(readAttempts(attemptsText(attempts as Attempt[]))).toEqual({ attempts, unread: [] });
    }),
  );
});

test("unknownAmong() answers what is not there yet, once", () => {
  const [one, two] = [attempt({}), attempt({ at: NOON + 5 })];
  expect(unknownAmong([two, one, two], [one])).toEqual([two]);
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

test("skillRatings() moves by what was not expected, less and less, and takes first tries alone", () => {
  const answer = (question: string, right: boolean, level: "easy" | "hard"): Attempt =>
    attempt({ question, right, level });
  const ratingOf = (...attempts: readonly Attempt[]): number => skillRatings(attempts)[0]?.rating ?? NaN;
  expect(ratingOf(answer("a", true, "hard"))).toBeGreaterThan(ratingOf(answer("a", true, "easy")));
  expect(ratingOf(answer("a", false, "easy"))).toBeLessThan(ratingOf(answer("a", false, "hard")));
  expect(ratingOf(answer("a", false, "hard"), answer("a", true, "hard"))).toBe(ratingOf(answer("a", false, "hard")));
  const many = Array.from({ length: 200 }, (_, index) => answer(`${index}`, index % 2 === 0, "hard"));
  expect(Math.abs(ratingOf(...many) - 1)).toBeLessThan(0.3);
  expect(skillRatings([testAttempt("strong", 7, NOON)])).toEqual([]);
});
