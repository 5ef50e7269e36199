import fc from "fast-check";
import { expect, test } from "vitest";

import { LruCache } from "./lru-cache.ts";

test("LruCache keeps what was used last, as a list that is searched from the front does", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h")),
      (capacity, keys) => {
        const cache = new LruCache<number>(capacity);
        let list: { readonly key: string; readonly value: number }[] = [];
        for (const [turn, key] of keys.entries()) {
          const known = list.find((entry) => entry.key === key) ?? { key, value: turn };
          list = [known, ...list.filter((entry) => entry !== known)].slice(0, capacity);

          expect(cache.use(key, () => turn)).toBe(known.value);
        }
      },
    ),
  );
});
