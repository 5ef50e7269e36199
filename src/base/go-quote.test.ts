import fc from "fast-check";
import { expect, test } from "vitest";

import { goQuote } from "./go-quote.ts";
import { goLower } from "./go-unicode.ts";

// Origin: the table of strconv's own test of Quote, and unicode.Version 15.0 for the last two.
test.each([
  ["\u0007\b\f\r\n\t\v", String.raw`"\a\b\f\r\n\t\v"`],
  ["\\", String.raw`"\\"`],
  ['say "hi"', String.raw`"say \"hi\""`],
  ["\u263a", '"☺"'],
  ["\u{10ffff}", String.raw`"\U0010ffff"`],
  ["\u0004", String.raw`"\x04"`],
  ["\u007f", String.raw`"\x7f"`],
  ["!\u00a0!\u2000!\u3000!", String.raw`"!\u00a0!\u2000!\u3000!"`],
  ["\u2ffc", String.raw`"\u2ffc"`],
  ["\u{323b0}", String.raw`"\U000323b0"`],
])("goQuote(%j) is %s", (text, quoted) => {
  expect(goQuote(text)).toBe(quoted);
});

test("goQuote() can be read back and holds no control character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const quoted = goQuote(text);
      expect(quoted).toMatch(/^"[^\p{Cc}]*"$/u);
      expect(unquote(quoted.slice(1, -1))).toBe(text);
    }),
  );
});

const SHORT: Readonly<Record<string, string>> = { a: "\u0007", b: "\b", t: "\t", n: "\n", v: "\v", f: "\f", r: "\r" };

function unquote(body: string): string {
  return body.replace(/\\(?:x.{2}|u.{4}|U.{8}|.)/gs, (escape) => {
    const rest = escape.slice(1);
    return escape.length === 2 ? (SHORT[rest] ?? rest) : String.fromCodePoint(Number.parseInt(rest.slice(1), 16));
  });
}

// Origin: Go's unicode tables, which map one code point to one.
test.each([
  ["NGINX", "nginx"],
  ["\u0130", "i"],
  ["\u212a", "k"],
  ["\u{10d50}", "\u{10d50}"],
])("goLower(%j) is %j", (text, lower) => {
  expect(goLower(text)).toBe(lower);
});
