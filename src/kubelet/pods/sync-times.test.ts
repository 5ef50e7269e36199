import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { rulesOf } from "../../kinds/index.ts";
import { delayAfter, jittered, type Phases, relistAfter, type SyncEnd, tickFor } from "./sync-times.ts";

interface Requeue {
  readonly resync_s: number;
  readonly default_backoff_s: number;
  readonly cases: readonly { readonly name: string; readonly min: number }[];
}

const NOW = 1_000_000;

/** The rows of TestCompleteWork_Enqueue, as ends of a sync; a network that is not ready does not exist here. */
const ENDS: Readonly<Record<string, SyncEnd>> = {
  "phase transition": { kind: "next-part" },
  "no error": { kind: "well" },
  "any other error": { kind: "error" },
  "back-off error expiring in 5 s": { kind: "error", restartAt: NOW + 5_000 },
  "aggregate with one back-off error, 7 s": { kind: "error", restartAt: NOW + 7_000 },
  "aggregate with two, 10 s and 3 s": { kind: "error", restartAt: NOW + 3_000 },
  "back-off already over": { kind: "error", restartAt: NOW - 1_000 },
  "back-off beyond the resync interval (40 s)": { kind: "error", restartAt: NOW + 40_000 },
};

describe("delayAfter()", () => {
  const { requeue } = readUpstream("status_and_requeue") as { readonly requeue: Requeue };
  const rows = requeue.cases.filter(({ name }) => name in ENDS);
  const rules = {
    ...rulesOf("1.35").sync,
    afterErrorSeconds: requeue.default_backoff_s,
    afterSuccessSeconds: requeue.resync_s,
  };

  test.each(rows)("$name", ({ name, min }) => {
    const end = ENDS[name];

    expect(end && delayAfter(end, rules, NOW)).toBe(min * 1000);
  });

  test("leaves out only the rows about the network", () => {
    const others = requeue.cases.filter(({ name }) => !(name in ENDS));

    expect(others.every(({ name }) => name.includes("network not ready"))).toBe(true);
    expect(rows).toHaveLength(Object.keys(ENDS).length);
  });

  test("knows crash back-offs from 1.35 on", () => {
    const end = { kind: "error", restartAt: NOW + 5_000 } as const;

    expect(delayAfter(end, rulesOf("1.34").sync, NOW)).toBe(10_000);
  });
});

const { sync: RULES } = rulesOf("1.35");
const phase = fc.double({ min: 0, max: 1000, maxExcluded: true, noNaN: true });
const instant = fc.double({ min: NOW, max: NOW + 10_000_000, noNaN: true });
const phases = fc.record<Phases>({ start: fc.constant(NOW), tick: phase, relist: phase });

/** Instants are sums of doubles. */
const MICROSECOND = 0.001;

describe("tickFor() and relistAfter()", () => {
  test("a tick comes within a second, and never before the item is due", () => {
    fc.assert(
      fc.property(phases, instant, (times, due) => {
        const wait = tickFor(due, times, RULES) - due;
        expect(wait).toBeGreaterThanOrEqual(-MICROSECOND);
        expect(wait).toBeLessThan(1000 + MICROSECOND);
      }),
    );
  });

  test("a relist begins later than what it is to see, and within a second", () => {
    fc.assert(
      fc.property(phases, instant, (times, seen) => {
        const wait = relistAfter(seen, times, RULES) - seen;
        expect(wait).toBeGreaterThan(-MICROSECOND);
        expect(wait).toBeLessThanOrEqual(1000 + MICROSECOND);
      }),
    );
  });

  test("two ticks are whole seconds apart", () => {
    fc.assert(
      fc.property(phases, instant, instant, (times, one, other) => {
        const apart = (tickFor(one, times, RULES) - tickFor(other, times, RULES)) / 1000;
        expect(Math.abs(apart - Math.round(apart))).toBeLessThan(MICROSECOND);
      }),
    );
  });

  test("jitter lengthens by less than the half", () => {
    fc.assert(
      fc.property(fc.nat(999_999), (millionths) => {
        const delay = jittered(10_000, RULES, millionths / 1_000_000);
        expect(delay).toBeGreaterThanOrEqual(10_000);
        expect(delay).toBeLessThan(15_000);
      }),
    );
  });
});
