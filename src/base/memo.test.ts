import fc from "fast-check";
import { expect, test } from "vitest";

import { oncePerObject, oncePerKey } from "./memo.ts";

test("oncePerObject() computes once for each object, also where two are equal", () => {
  const asked: object[] = [];
  const numberOf = oncePerObject((key: object) => asked.push(key));
  const [one, other] = [{ a: 1 }, { a: 1 }];

  expect([one, other, one, other].map((key) => numberOf(key))).toEqual([1, 2, 1, 2]);
  expect(asked).toEqual([one, other]);
});

test("oncePerKey() answers what the computation does, and keeps as much as it may", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.constantFrom("a", "b", "c", "d", "e")),
      (capacity, texts) => {
        const computed: string[] = [];
        const doubled = oncePerKey((text: string) => computed.push(text) && text + text, capacity);

        expect(texts.map((text) => doubled(text))).toEqual(texts.map((text) => text + text));
        const distinct = new Set(texts).size;
        expect(computed.length).toBeGreaterThanOrEqual(distinct);
        expect(distinct > capacity || computed.length === distinct).toBe(true);
      },
    ),
  );
});
