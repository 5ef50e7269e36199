import fc from "fast-check";
import { expect, test } from "vitest";

import { jsonEqual } from "./json.ts";

const value = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 1, "a", "b"),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json;

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
