import fc from "fast-check";
import { expect, test } from "vitest";

import type { Entry } from "../../kinds/index.ts";
import { EntryColumns } from "./entry-columns.ts";

const name = fc.constantFrom("a", "b", "c");
const about = fc.record({ pod: name, container: name, node: name, cause: fc.nat(99) }, { requiredKeys: [] });
const written = fc.array(fc.record({ t: fc.double({ noNaN: true }), number: fc.nat(), isSync: fc.boolean(), about }), {
  maxLength: 50,
});

/** What is not said of an entry is absent from it. */
function plain(entry: object): Entry {
  return JSON.parse(JSON.stringify(entry)) as Entry;
}

test("EntryColumns gives back what was pushed, as an array of entries does", () => {
  fc.assert(
    fc.property(written, fc.integer({ min: -60, max: 60 }), (rows, index) => {
      const columns = new EntryColumns();
      const wanted = rows.map(({ t, number, isSync, about }, seq) => {
        const kind = isSync ? ("sync" as const) : ("secret" as const);
        const data = { trigger: "resync", number } as never;
        expect(columns.push({ t, kind, data, about })).toBe(seq);
        return plain({ seq, t, kind, ...about, data });
      });
      const isOdd = ({ seq }: Entry): boolean => seq % 2 === 1;
      expect([...columns].map(plain)).toEqual(wanted);
      expect(columns).toHaveLength(wanted.length);
      expect(columns.at(index)?.seq).toBe(wanted.at(index)?.seq);
      expect(columns.filter(isOdd).map(plain)).toEqual(wanted.filter(isOdd));
      expect(columns.flatMap(({ seq }) => [seq, seq])).toEqual(wanted.flatMap(({ seq }) => [seq, seq]));
      expect(columns.find(isOdd)?.seq).toBe(wanted.find(isOdd)?.seq);
      expect(columns.some(isOdd)).toBe(wanted.some(isOdd));
      expect(plain(columns)).toEqual(wanted);
    }),
  );
});

test("EntryColumns holds more entries than fit into one of its chunks", () => {
  const columns = new EntryColumns();
  for (let number = 0; number < 70_000; number += 1) {
    columns.push({ t: number, kind: "sync", data: { trigger: "resync", number }, about: {} });
  }
  expect(columns.at(32_767)).toMatchObject({ seq: 32_767, t: 32_767, data: { number: 32_767 } });
  expect(columns.at(32_768)).toMatchObject({ seq: 32_768, t: 32_768, data: { number: 32_768 } });
  expect(columns.at(-1)?.seq).toBe(69_999);
  expect(columns.at(70_000)).toBeUndefined();
});
