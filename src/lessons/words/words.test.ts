import { expect, test } from "vitest";

import { formatMessage } from "./format.ts";
import { sayIn } from "./say.ts";

test("formatMessage() fills names and counts in the language's plural", () => {
  const message = "{n, plural, =0 {none} one {one step by {time}} other {# steps by {time}}}";
  expect([0, 1, 2, 1200].map((n) => formatMessage(message, { n, time: "3 s" }, "en"))).toEqual([
    "none",
    "one step by 3 s",
    "2 steps by 3 s",
    "1,200 steps by 3 s",
  ]);
});

test("formatMessage() leaves a parameter that is missing where it is seen", () => {
  expect(formatMessage("at {time}", {}, "en")).toBe("at {time}");
});

test("A-34 sayIn() accents every word of the pseudo language, and leaves what comes in as a value", () => {
  const said = sayIn("pseudo")("The pull of {image} failed", { image: "nginx" });
  expect(said).toMatch(/^⟦Thé púll óf nginx fáíléd·+⟧$/);
});
