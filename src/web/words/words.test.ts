import { expect, test } from "vitest";

import { EN } from "./en.data.ts";
import { formatMessage } from "./format.ts";
import { pseudo } from "./pseudo.ts";

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

test.each(Object.entries(EN))("the message %s has closed braces, also in the pseudo language", (_, message) => {
  for (const each of [message, pseudo(message)]) expect(() => formatMessage(each, { n: 2 }, "en")).not.toThrow();
});
