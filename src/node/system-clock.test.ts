import { setTimeout } from "node:timers/promises";

import { afterEach, expect, test } from "vitest";

import { SystemClock } from "./system-clock.ts";

const clocks: SystemClock[] = [];
const failures: unknown[] = [];

afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
  expect(failures.splice(0)).toEqual([]);
});

function clockAt(speed?: number): SystemClock {
  const clock = new SystemClock({
    failed: (error) => void failures.push(error),
    ...(speed === undefined ? {} : { speed }),
  });
  clocks.push(clock);
  return clock;
}

test("SystemClock tells the system's time", async () => {
  const clock = clockAt();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
  const before = clock.now();
  await clock.sleep(20);
  expect(clock.now() - before).toBeGreaterThanOrEqual(20);
});

test("SystemClock wakes sleepers in order of their instants, whatever its speed", async () => {
  const clock = clockAt(1_000);
  const woken: string[] = [];
  const sleeps = ["60s", "10s", "30s"].map(async (name) => {
    await clock.sleep(Number.parseInt(name) * 1_000);
    woken.push(name);
  });
  const began = performance.now();
  await Promise.all(sleeps);
  expect(woken).toEqual(["10s", "30s", "60s"]);
  expect(performance.now() - began).toBeGreaterThan(55);
  expect(performance.now() - began).toBeLessThan(30_000);
});

test("SystemClock stands still at speed 0, and goes on from there", async () => {
  const clock = clockAt();
  let isAwake = false;
  const sleep = clock.sleep(10).then(() => (isAwake = true));
  clock.speed = 0;
  const stood = clock.now();
  await setTimeout(40);
  expect([clock.now() - stood, isAwake]).toEqual([0, false]);
  clock.speed = 1;
  await sleep;
  expect(clock.now() - stood).toBeLessThan(40);
});

test("SystemClock ends a sleep at once when its signal aborts", async () => {
  const clock = clockAt();
  await clock.sleep(1_000_000, AbortSignal.abort());
  const abort = new AbortController();
  const sleep = clock.sleep(1_000_000, abort.signal);
  abort.abort();
  await sleep;
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
});

test("SystemClock jumps ahead from one sleeper to the next, each at its own instant", async () => {
  const clock = clockAt();
  const start = clock.now();
  const seen: number[] = [];
  clock.start(async () => {
    for (const wait of [10_000, 20_000, 40_000]) {
      await clock.sleep(wait);
      seen.push(clock.now() - start);
    }
  });
  const settled = (): Promise<void> => setTimeout(0);
  await clock.jump(start + 60_000, { settled, enough: () => false });
  expect(seen.map((t) => Math.round(t / 1_000))).toEqual([10, 30]);
  expect(Math.round((clock.now() - start) / 1_000)).toBe(60);
  await clock.jump(start + 600_000, { settled, enough: () => seen.length === 3 });
  expect(Math.round((clock.now() - start) / 1_000)).toBe(70);
});

test("SystemClock knows whether its work rests, whatever others do with it", async () => {
  const clock = clockAt();
  const gate = clock.gate();
  clock.start(async () => {
    await setTimeout(1);
    await gate.wait();
    await setTimeout(1);
    await clock.sleep(10);
  });
  void clock.sleep(1_000_000);
  expect(clock.busy).toBe(1);
  await setTimeout(20);
  expect(clock.busy).toBe(0);
  gate.open();
  expect(clock.busy).toBe(1);
  await clock.sleep(40);
  expect(clock.busy).toBe(0);
});

test("SystemClock opens a gate for those who wait and those who come later", async () => {
  const gate = clockAt().gate();
  const waiting = gate.wait();
  gate.open();
  await expect(Promise.all([waiting, gate.wait()])).resolves.toEqual([undefined, undefined]);
});

test("SystemClock tells what its work throws, at once or later", async () => {
  const clock = clockAt();
  clock.start(() => {
    throw new Error("at once");
  });
  clock.start(() => Promise.reject(new Error("later")));
  await setTimeout(0);
  expect(failures.splice(0).map(String)).toEqual(["Error: at once", "Error: later"]);
});

test("SystemClock wakes nobody any more once it is stopped", async () => {
  const clock = clockAt();
  let isAwake = false;
  void clock.sleep(5).then(() => (isAwake = true));
  clock.stop();
  await setTimeout(20);
  expect(isAwake).toBe(false);
});
