import { expect, test } from "vitest";

import { createStyle } from "../print/style.ts";
import { actionOf, nextSpeed, statusLine } from "./status-line.ts";

const style = createStyle({ colour: false, unicode: true });
const pods = new Map([
  ["Running", 2],
  ["ImagePullBackOff", 1],
]);

test.each([
  [100, "1x · 2 Running, 1 ImagePullBackOff   p pause  s step  n next pull  + faster  - slower  q quit"],
  [80, "1x · 2 Running, 1 ImagePullBackOff   p s n + - q"],
  [20, "1x · 2 Running, 1 I"],
])("statusLine() fits into %i columns", (width, line) => {
  expect(statusLine({ speed: 1, pods }, { style, width })).toBe(line);
});

test("statusLine() says that time stands still, and that there are no pods", () => {
  expect(statusLine({ speed: 0, pods: new Map() }, { style, width: 100 })).toMatch(/^paused · no pods   p go on /);
});

test("nextSpeed() stays within what there is", () => {
  expect([1, 10, 60, 600].map((speed) => nextSpeed(speed, "faster"))).toEqual([10, 60, 600, 600]);
  expect([1, 10, 60, 600].map((speed) => nextSpeed(speed, "slower"))).toEqual([1, 1, 10, 60]);
  expect(nextSpeed(0, "slower")).toBe(0);
});

test.each([
  ["p", "pause"],
  [" ", "pause"],
  ["S", "step"],
  ["n", "next-attempt"],
  ["+", "faster"],
  ["\u0003", "interrupt"],
  ["x", undefined],
])("the key %j is for %s", (key, action) => {
  expect(actionOf(key)).toBe(action);
});
