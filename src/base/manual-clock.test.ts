import { getEventListeners } from "node:events";

import fc from "fast-check";
import { expect, test } from "vitest";

import { ManualClock } from "./manual-clock.ts";

test("ManualClock wakes sleepers in order of instant, then of arrival", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 40 }), async (delays) => {
      const clock = new ManualClock(1_000);
      const woken: [number, number][] = [];
      for (const [index, delay] of delays.entries()) {
        clock.start(async () => {
          await clock.sleep(delay);
          woken.push([clock.now() - 1_000, index]);
        });
      }

      await clock.runUntil(1_050);

      expect(woken).toEqual(delays.map((delay, index) => [delay, index]).sort(([a = 0], [b = 0]) => a - b));
    }),
  );
});

test("ManualClock waits for work that waits for something else before it moves on", async () => {
  const clock = new ManualClock();
  const seen: string[] = [];
  clock.start(async () => {
    await clock.sleep(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen.push(`slow at ${clock.now()}`);
  });
  clock.start(async () => {
    await clock.sleep(2);
    seen.push(`quick at ${clock.now()}`);
  });

  await clock.runUntil(10);

  expect(seen).toEqual(["slow at 1", "quick at 2"]);
  expect(clock.now()).toBe(10);
});

test("ManualClock lets everybody through an opened gate at the same instant", async () => {
  const clock = new ManualClock();
  const gate = clock.gate();
  const seen: string[] = [];
  for (const name of ["a", "b"]) {
    clock.start(async () => {
      await gate.wait();
      seen.push(`${name} ${clock.now()}`);
    });
  }
  clock.start(async () => {
    await clock.sleep(5);
    gate.open();
  });

  await clock.runUntil(100);
  clock.start(async () => {
    await gate.wait();
    seen.push(`late ${clock.now()}`);
  });
  await clock.runUntil(100);

  expect(seen).toEqual(["a 5", "b 5", "late 100"]);
});

test("ManualClock ends a sleep early when its signal aborts", async () => {
  const clock = new ManualClock();
  const abort = new AbortController();
  let wokenAt = -1;
  clock.start(async () => {
    await clock.sleep(1_000, abort.signal);
    wokenAt = clock.now();
  });
  clock.start(async () => {
    await clock.sleep(3);
    abort.abort();
  });

  await clock.runUntil(10);

  expect(wokenAt).toBe(3);
  expect(clock.next()).toBeUndefined();
});

test("ManualClock throws what the work on it has thrown", async () => {
  const clock = new ManualClock();
  clock.start(async () => {
    await clock.sleep(1);
    throw new Error("Broken rule");
  });

  await expect(clock.runUntil(10)).rejects.toThrow("Broken rule");
});

test("ManualClock.sleep() lets go of its signal when it wakes", async () => {
  const clock = new ManualClock();
  const { signal } = new AbortController();
  clock.start(() => clock.sleep(5, signal));

  await clock.runUntil(4);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await clock.runUntil(5);

  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});
