import fc from "fast-check";
import { expect, test } from "vitest";

import { PodAddresses } from "./pod-addresses.ts";

test("addresses are of the node's network, and one that was freed is given last", () => {
  const addresses = new PodAddresses("10.244.3.0/24");
  expect([addresses.take(), addresses.take()]).toEqual(["10.244.3.2", "10.244.3.3"]);
  addresses.release("10.244.3.2");
  expect(addresses.take()).toBe("10.244.3.4");
});

test("no two pods ever have the same address, and none is given when all are taken", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 600 }), (steps) => {
      const addresses = new PodAddresses("10.244.0.0/24");
      const held: string[] = [];
      for (const step of steps) {
        const address = step < 250 ? addresses.take() : undefined;
        if (address !== undefined) held.push(address);
        const [freed] = step >= 250 ? held.splice(step % Math.max(1, held.length), 1) : [];
        if (freed !== undefined) addresses.release(freed);
      }
      expect(new Set(held).size).toBe(held.length);
    }),
    { numRuns: 30 },
  );
  const full = new PodAddresses("10.244.0.0/24");
  expect(Array.from({ length: 254 }, () => full.take()).filter((address) => address === undefined)).toHaveLength(1);
  full.release("10.244.0.9");
  expect(full.take()).toBe("10.244.0.9");
});
