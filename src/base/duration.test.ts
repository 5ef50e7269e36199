import fc from "fast-check";
import { expect, test } from "vitest";

import { formatGoDuration, parseGoDuration } from "./duration.ts";

// Origin: the documentation and example tests of Go's package time.
test.each([
  [0, "0s"],
  [0.000001, "1ns"],
  [0.0011, "1.1µs"],
  [2.2, "2.2ms"],
  [3_300, "3.3s"],
  [245_000, "4m5s"],
  [245_001, "4m5.001s"],
  [18_367_001, "5h6m7.001s"],
  [3_600_000, "1h0m0s"],
  [-1_500, "-1.5s"],
])("formatGoDuration(%d) is %s", (milliseconds, text) => {
  expect(formatGoDuration(milliseconds)).toBe(text);
});

test.each(["", "10", "-5s", "5 s", "1d", "s", "1.s"])("parseGoDuration(%j) is no duration", (text) => {
  expect(parseGoDuration(text)).toBeUndefined();
});

test("parseGoDuration() reads back what formatGoDuration() prints", () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), (milliseconds) => {
      expect(parseGoDuration(formatGoDuration(milliseconds))).toBeCloseTo(milliseconds, 6);
    }),
  );
});
