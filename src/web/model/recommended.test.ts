import { expect, test } from "vitest";

import { recommended } from "./recommended.ts";

test("recommended() names the way for what went worst, the test where nothing did, nothing at the start", () => {
  expect(recommended(new Map())).toBeUndefined();
  expect(
    recommended(
      new Map([
        ["SYM", 1],
        ["TIM", 0.2],
        ["FIX", 0.5],
      ]),
    ),
  ).toEqual({ mode: "time", skill: "TIM" });
  expect(recommended(new Map([["SYM", 1]]))).toEqual({ mode: "test" });
});
