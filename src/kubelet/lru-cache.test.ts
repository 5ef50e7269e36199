import fc from "fast-check";
import { expect, test } from "vitest";

import { LruCache } from "./lru-cache.ts";

interface Item {
  readonly key: string;
  readonly value: number;
}

const step = fc.record({
  key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  does: fc.constantFrom("get", "set", "delete"),
});

test("LruCache keeps what was used last, as a list that is searched from the front does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step), (capacity, steps) => {
      const cache = new LruCache<number>(capacity);
      let list: readonly Item[] = [];
      for (const [value, { key, does }] of steps.entries()) {
        const known = list.find((item) => item.key === key);
        const others = list.filter((item) => item !== known);
        const wanted = { get: known?.value, set: value, delete: undefined }[does];
        expect(does === "set" ? cache.set(key, value) : cache[does](key)).toBe(wanted);
        const used = does === "set" ? { key, value } : known;
        list = (does === "delete" || used === undefined ? others : [used, ...others]).slice(0, capacity);
      }
      for (const { key, value } of list) expect(cache.get(key)).toBe(value);
    }),
  );
});
