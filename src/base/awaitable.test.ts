import fc from "fast-check";
import { expect, test } from "vitest";

import { andThen, type Awaitable, inTurn, isPending } from "./awaitable.ts";

const item = fc.record({ name: fc.string(), comes: fc.constantFrom("at once", "later"), goesOn: fc.boolean() });

test("inTurn() handles what a loop with await does, and waits only if an item does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(item), async (items) => {
      const handled: string[] = [];
      const done = inTurn(items, ({ name, comes, goesOn }): Awaitable<boolean> => {
        handled.push(name);
        return comes === "later" ? Promise.resolve(goesOn) : goesOn;
      });
      const last = items.findIndex(({ goesOn }) => !goesOn);
      const wanted = last === -1 ? items : items.slice(0, last + 1);

      expect(isPending(done)).toBe(wanted.some(({ comes }) => comes === "later"));
      await done;
      expect(handled).toEqual(wanted.map(({ name }) => name));
    }),
  );
});

test("andThen() goes on at once with what is there, and later with what is still to come", async () => {
  expect(andThen(1, (one) => one + 1)).toBe(2);
  const pending = andThen(Promise.resolve(1), (one) => one + 1);
  expect(isPending(pending)).toBe(true);
  expect(await pending).toBe(2);
  await expect(andThen(Promise.reject(new Error("gone")), () => 1)).rejects.toThrow("gone");
});
