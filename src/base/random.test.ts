import { expect, test } from "vitest";

import { SeededRandom } from "./random.ts";

test("SeededRandom gives the same numbers for the same seed and purpose, others for another", () => {
  const draw = (random: SeededRandom): number[] => Array.from({ length: 5 }, () => random.next());

  const first = draw(new SeededRandom(42).fork("sync"));

  expect(draw(new SeededRandom(42).fork("sync"))).toEqual(first);
  expect(draw(new SeededRandom(43).fork("sync"))).not.toEqual(first);
  expect(draw(new SeededRandom(42).fork("tick"))).not.toEqual(first);
});

test("SeededRandom is uniform: mean and spread of 100,000 numbers", () => {
  const random = new SeededRandom(7);
  const numbers = Array.from({ length: 100_000 }, () => random.next());

  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;

  expect(mean).toBeCloseTo(0.5, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
});
