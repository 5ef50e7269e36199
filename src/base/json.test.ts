import fc from "fast-check";
import { expect, test } from "vitest";

import { jsonEqual, withKnownParts } from "./json.ts";

const value = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 1, "a", "b"),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

function written(json: unknown): string {
  return JSON.stringify(json);
}

test("withKnownParts() is written as the value was, and is the known one where that is written the same", () => {
  fc.assert(
    fc.property(value, value, (next, known) => {
      const shared = withKnownParts(next, known);

      expect(written(shared)).toBe(written(next));
      expect(withKnownParts(structuredClone(known), known)).toBe(known);
    }),
  );
});

test("withKnownParts() takes what has not changed from the known value", () => {
  const known = { a: [{ x: 1 }, { y: 2 }], b: { z: 3 } };
  const shared = withKnownParts({ a: [{ x: 1 }, { y: 4 }], b: { z: 3 } }, known);

  expect(shared).toEqual({ a: [{ x: 1 }, { y: 4 }], b: { z: 3 } });
  expect(shared.a[0]).toBe(known.a[0]);
  expect(shared.b).toBe(known.b);
});

test("jsonEqual() takes a member that is undefined for one that is absent, on either side", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("a", "b", "c"), value, { noNullPrototype: true }), (object) => {
      const more = { ...object, absent: undefined };

      expect([jsonEqual(object, more), jsonEqual(more, object)]).toEqual([true, true]);
      expect(jsonEqual({ ...object, d: 1 }, object)).toBe(false);
      expect(jsonEqual(object, { ...object, d: 1 })).toBe(false);
    }),
  );
});
