import fc from "fast-check";
import { expect, test } from "vitest";

import { TokenBucket } from "./token-bucket.ts";

/** Milliseconds between two tries. */
const pauses = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 });

test("TokenBucket gives the burst at once and then no more than the rate", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), fc.nat(20), pauses, (perSecond, burst, waits) => {
      const bucket = new TokenBucket(perSecond, burst);
      let now = 0;
      let taken = 0;
      for (const wait of waits) {
        now += wait;
        if (bucket.take(now)) taken += 1;

        expect(taken).toBeLessThanOrEqual(burst === 0 ? 0 : burst + (now / 1000) * perSecond + 1e-3);
      }
    }),
  );
});

test("TokenBucket that is asked for less than its rate never refuses", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1_000 }), (perSecond, turns) => {
      const bucket = new TokenBucket(perSecond, 1);
      const pause = Math.ceil(1e6 / perSecond) / 1e3;
      for (let turn = 0; turn < turns; turn += 1) expect(bucket.take(turn * pause)).toBe(true);
    }),
  );
});
