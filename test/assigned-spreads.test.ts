import { runInNewContext } from "node:vm";

import fc from "fast-check";
import { expect, test } from "vitest";

import { withAssignedSpreads } from "../tools/lib/assigned-spreads.mjs";

/** No member stands twice: compilers refuse it, and engines differ about its place. */
function nameOf(member: string): unknown {
  return member.startsWith("...") ? Symbol(member) : /^[^:(]+/.exec(member)?.[0];
}

/** Literals of all kinds as a program may hold them, nested in keys, values and what is spread. */
const { literal } = fc.letrec<{ literal: string; member: string }>((tie) => ({
  literal: fc
    .uniqueArray(tie("member"), { maxLength: 4, depthIdentifier: "depth", selector: nameOf })
    .map((members) => `{${members.join()}}`),
  member: fc.oneof(
    { depthIdentifier: "depth", maxDepth: 3 },
    fc.constantFrom(
      "...a",
      "...none",
      "b",
      "c: 1",
      '"é\u{1F600}": 2',
      "__proto__: a",
      "...(b, a)",
      "get d() { return b; }",
    ),
    tie("literal").map((inner) => `...${inner}`),
    tie("literal").map((inner) => `...( none ?? ${inner} )`),
    tie("literal").map((inner) => `e: ${inner}`),
    tie("literal").map((inner) => `[Object.keys(${inner}).join()]: 3`),
    tie("literal").map((inner) => `f: (() => (${inner}))()`),
    tie("literal").map((inner) => `g() { return ${inner}; }`),
  ),
}));

/** Members with their order, accessors and prototypes. */
const SHOWN = `(function shown(value) {
  if (typeof value === "function") return shown(value());
  if (typeof value !== "object" || value === null) return value;
  const proto = Object.getPrototypeOf(value) === Object.prototype ? "plain" : "other";
  return [proto, ...Object.entries(Object.getOwnPropertyDescriptors(value)).map(([key, { get, value }]) => [key, get ? "get" : shown(value)])];
})`;

function shown(code: string): string {
  return JSON.stringify(runInNewContext(`${SHOWN}(${code})`, { a: { a: 1, b: 2 }, b: 3, none: undefined }));
}

test("withAssignedSpreads() makes of every literal one with the same members in the same order", () => {
  fc.assert(
    fc.property(literal, (code) => {
      const text = `(${code})`;
      expect(shown(withAssignedSpreads(text))).toBe(shown(text));
    }),
    { numRuns: 500 },
  );
});

test("withAssignedSpreads() leaves no literal that begins as a copy and is added to", () => {
  expect(withAssignedSpreads("x = {...a,b:1,...c,d}")).toBe("x = Object.assign({}, a,{ b:1 },c,{ d })");
  expect(withAssignedSpreads("x = {...a}; y = {b:1,...a}")).toBe("x = {...a}; y = {b:1,...a}");
});
