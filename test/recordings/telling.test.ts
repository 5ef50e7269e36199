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
    fc.property(states, fc.double({ min: 0, max: 1.9, noNaN: true }), (told, before) => {
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
      { text: ENDED, t: 3 },
    ]),
  ).toEqual([RUNS, ENDED]);
});

test("only a restart that is held back may be told once more, a pull may not", () => {
  expect(
    extraLooks("Warning BackOff spec.containers{main} Back-off restarting failed container main in pod web(UID)"),
  ).toBe(1);
  expect(extraLooks('Normal BackOff spec.containers{main} Back-off pulling image "web:1.0"')).toBe(0);
});
