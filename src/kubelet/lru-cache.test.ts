import fc from "fast-check";
import { expect, test } from "vitest";

import { CacheKey, LruCache } from "./lru-cache.ts";

interface Item {
  readonly key: string;
  readonly value: number;
}

const step = fc.record({
  key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  does: fc.constantFrom("get", "set", "delete"),
  /** Whether the key that was used before is used again. */
  again: fc.boolean(),
});

test("LruCache keeps what was used last, as a list that is searched from the front does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
      const cache = new LruCache<number>(capacity);
      const keys = new Map<string, CacheKey<number>>();
      let list: readonly Item[] = [];
      for (const [value, { key: text, does, again }] of steps.entries()) {
        const known = list.find((item) => item.key === text);
        const others = list.filter((item) => item !== known);
        const key = (again ? keys.get(text) : undefined) ?? new CacheKey<number>(text);
        keys.set(text, key);
        const wanted = { get: known?.value, set: value, delete: undefined }[does];
        expect(does === "set" ? cache.set(key, value) : cache[does](key)).toBe(wanted);
        const used = does === "set" ? { key: text, value } : known;
        list = (does === "delete" || used === undefined ? others : [used, ...others]).slice(0, capacity);
      }
      for (const { key, value } of list) expect(cache.get(new CacheKey(key))).toBe(value);
    }),
    { numRuns: 500 },
  );
});
