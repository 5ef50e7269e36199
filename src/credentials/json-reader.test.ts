import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { bytesOf } from "./go-string.ts";
import { readJson } from "./json-reader.ts";
import type { JsonValue } from "./json-value.ts";

/** As `JSON.parse` gives it, numbers and booleans by kind only. */
function plain(value: JsonValue): unknown {
  if (value.kind === "object") return Object.fromEntries(value.members.map(([name, member]) => [name, plain(member)]));
  if (value.kind === "array") return value.items.map(plain);
  return value.kind === "string" ? value.text : value.kind;
}

function parsed(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (value === null) return "null";
    if (typeof value === "boolean") return "bool";
    return typeof value === "number" ? "number" : value;
  });
}

const edited = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom("", '"', "{", "]", ",", ":", "\\", "\n", "\u0000", "é", "1", "-", ".", "e", "\\u00"),
  )
  .map(
    ([text, at, removed, put]) =>
      text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + removed),
  );

describe("readJson()", () => {
  test("reads what JSON.parse reads, with the same content", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "grapheme" }), (text) => {
        const value = readJson(bytesOf(text));
        if (!value.ok) throw new Error(value.fault);
        expect(plain(value.value)).toEqual(parsed(text));
      }),
    );
  });

  test("refuses what JSON.parse refuses, and nothing else", () => {
    fc.assert(
      fc.property(edited, (text) => {
        expect(readJson(bytesOf(text)).ok).toBe(isJson(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test("takes 10,000 levels and no more", () => {
    expect(readJson("[".repeat(10_000) + "]".repeat(10_000)).ok).toBe(true);
    expect(readJson("[".repeat(10_001) + "]".repeat(10_001))).toEqual({
      ok: false,
      fault: "invalid character '[' exceeded max depth",
    });
  });

  test("reads each byte that is no UTF-8, and each lone surrogate, as U+FFFD", () => {
    expect(readJson('"a\xe2\x82b\\ud800\\u0041\\ud83d\\ude00"')).toEqual({
      ok: true,
      value: { kind: "string", text: "a\ufffd\ufffdb\ufffdA😀" },
    });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
