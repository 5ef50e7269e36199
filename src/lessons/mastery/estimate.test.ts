import { expect, test } from "vitest";

import { SeededRandom } from "../../base/index.ts";
import { estimate, type Result } from "./estimate.ts";

const LEVELS = ["easy", "easy", "easy", "medium", "medium", "medium", "medium", "hard", "hard", "hard"] as const;
const FORMATS = ["row", "many", "one", "one", "number", "number", "one", "one", "one", "many"] as const;

function results(right: (index: number) => boolean): Result[] {
  return LEVELS.map((level, index) => ({
    question: { level, format: FORMATS[index] ?? "one", skill: "SYM" },
    right: right(index),
  }));
}

test("A-24 all right is strong with an interval, the first option of all is fragile", () => {
  const best = estimate(results(() => true));
  expect(best.grade).toBe("strong");
  expect(best.low).toBeLessThan(best.mean);
  expect(best.high).toBeGreaterThan(best.mean);
  expect(best.chance).toBeGreaterThan(0.95);
  expect(estimate(results((index) => FORMATS[index] === "one" && index % 3 === 0)).grade).toBe("fragile");
});

test("estimate() calls eight right with two hard ones missed developing", () => {
  expect(estimate(results((index) => index < 8)).grade).toBe("developing");
});

test("estimate() never calls somebody strong who guesses", () => {
  const random = new SeededRandom(1);
  const chance = { one: 0.25, row: 0.25, many: 0.06, number: 0.02 } as const;
  for (let round = 0; round < 2000; round += 1) {
    const guessed = results((index) => random.next() < chance[FORMATS[index] ?? "one"]);
    expect(estimate(guessed).grade).not.toBe("strong");
  }
});
