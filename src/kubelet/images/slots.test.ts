import fc from "fast-check";
import { expect, test } from "vitest";

import { ManualClock } from "../../base/index.ts";
import { Slots } from "./slots.ts";

test("Slots runs at most as many as there are at a time, begins in order of arrival, and leaves no slot idle", async () => {
  const durations = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), durations, async (count, works) => {
      const clock = new ManualClock();
      const slots = new Slots(count, clock);
      const begun: number[] = [];
      let running = 0;
      let waiting = works.length;
      for (const [index, duration] of works.entries()) {
        clock.start(() =>
          slots.run(async () => {
            begun.push(index);
            running += 1;
            waiting -= 1;
            expect(running).toBeLessThanOrEqual(count);
            await clock.sleep(duration);
            running -= 1;
          }),
        );
      }

      for (let now = 0; now < 300; now += 1) {
        await clock.runUntil(now);
        expect(waiting === 0 || running === count).toBe(true);
      }

      expect(begun).toEqual(works.map((_, index) => index));
      expect(running).toBe(0);
    }),
  );
});
