import fc from "fast-check";
import { expect, test } from "vitest";

import type { DecisionData } from "../../kinds/index.ts";
import { DataShapes } from "./data-shapes.ts";

/** Every member of a decision, so that none is forgotten where they are compared. */
const members: { readonly [Key in keyof Required<DecisionData>]: fc.Arbitrary<Required<DecisionData>[Key]> } = {
  image: fc.constantFrom("a", "b"),
  policy: fc.constantFrom("Always", "Never"),
  state: fc.constantFrom("pulling", "image-pull-back-off"),
  path: fc.constantFrom<readonly string[]>(["accepted"], ["accepted", "policy"]),
  reason: fc.constantFrom("one", "other"),
  message: fc.constantFrom("first", "second"),
  elapsed: fc.double({ noNaN: true, min: 0 }),
  window: fc.constantFrom(10_000, 20_000),
};
const said = fc.record(members, { requiredKeys: ["image", "policy", "state", "path"] });

test("DataShapes makes data again as they were written, member by member", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), said)), (rows) => {
      const shapes = new DataShapes("decision");
      for (const [subject, data] of rows) {
        const shape = shapes.shapeOf(subject, data);
        const again = shapes.dataOf(shape, shapes.countOf(data));
        expect(JSON.stringify(again)).toBe(JSON.stringify(data));
      }
    }),
  );
});

test("DataShapes keeps one object for the looks inside a window, of all pods that say the same", () => {
  const shapes = new DataShapes("decision");
  const look = (elapsed: number) =>
    ({ image: "a", policy: "Always", state: "s", path: [], elapsed, window: 1 }) as const;
  const path: readonly string[] = [];
  const [first, second] = [
    { ...look(1), path },
    { ...look(2), path },
  ];

  const shape = shapes.shapeOf(0, first);
  expect(shape).toEqual(first);
  expect(shapes.shapeOf(0, second)).toBe(shape);
  expect(shapes.shapeOf(1, second)).toBe(shape);
  expect(shapes.dataOf(shape, shapes.countOf(second))).toEqual(second);
  expect(shapes.shapeOf(1, { ...second, message: "other" })).not.toBe(shape);
});

const things = fc.record({
  host: fc.constantFrom("a", "b", "c"),
  took: fc.nat(2),
  headers: fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom("1", "2")),
});

test("DataShapes makes data without a number again too, however many there are", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1), things)), (rows) => {
      const shapes = new DataShapes("http");
      for (const [subject, data] of rows) {
        const said = { ...data, method: "GET", url: data.host, status: 200, auth: "none" } as const;
        expect(shapes.dataOf(shapes.shapeOf(subject, said), shapes.countOf(said))).toEqual(said);
      }
    }),
  );
});
