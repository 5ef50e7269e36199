import fc from "fast-check";
import { expect, test } from "vitest";

import { extraLooks } from "./fits.ts";
import { lasting } from "./telling.ts";

const ENDED = "Running | main: terminated 1 Error";
const RUNS = "Running | main: running";
const state = fc.constantFrom(
  "Pending | main: waiting ContainerCreating",
  ENDED,
  "Running | main: waiting CrashLoopBackOff",
);
const states = fc
  .array(state, { minLength: 1, maxLength: 8 })
  .map((texts) => texts.map((text, index) => ({ text, t: index * 10 })));

test("a very short look at a run that ends at once changes nothing of what is told", () => {
  fc.assert(
    fc.property(states, fc.double({ min: 0, max: 1.2, noNaN: true }), (told, before) => {
      const looks = told.flatMap((status) =>
        status.text === ENDED ? [{ text: RUNS, t: status.t - before }, status] : [status],
      );
      expect(lasting(looks)).toEqual(lasting(told));
    }),
  );
});

test("a run that lasts is told", () => {
  expect(
    lasting([
      { text: RUNS, t: 0 },
      { text: ENDED, t: 1.3 },
    ]),
  ).toEqual([RUNS, ENDED]);
});

const HELD_BACK = "Warning BackOff spec.containers{main} Back-off restarting failed container main in pod web(UID)";
const NO_PULL = 'Normal BackOff spec.containers{main} Back-off pulling image "web:1.0"';

test("a restart may be held back once more for each run that was seen and ended at once, a pull may not", () => {
  expect([0, 2].map((briefRuns) => extraLooks(HELD_BACK, { briefRuns }))).toEqual([0, 2]);
  expect(extraLooks(NO_PULL, { briefRuns: 2 })).toBe(0);
});
