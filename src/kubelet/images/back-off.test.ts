import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { type BackoffRules, rulesOf } from "../../kinds/index.ts";
import { BackOff } from "./back-off.ts";

interface Ladder {
  readonly initial: number;
  readonly max: number;
  readonly next_calls: number;
  readonly advance_each: number;
}

interface Upstream {
  readonly slow: { readonly initial: number; readonly max: number; readonly get_before_next: readonly number[] };
  readonly expiry_resets: Ladder & { readonly advance: number; readonly in_backoff_since_last_update: boolean };
  readonly high_water_mark: Ladder & { readonly then_advance: number; readonly get: number };
  readonly gc: Ladder & { readonly steps: readonly { readonly advance: number; readonly entry_kept: boolean }[] };
  readonly in_backoff_since_update: {
    readonly initial: number;
    readonly max: number;
    readonly rows: readonly (readonly [tick: number, inBackOff: boolean, window: number])[];
  };
  readonly image_backoff_derived: { readonly sequence_of_windows: readonly number[] };
}

const upstream = readUpstream("backoff") as Upstream;
const RULES = rulesOf("1.35").backoff;
const KEY = "uid_nginx:nope";

/** A back-off with a clock that is set in seconds. */
function backOffWith(rules: Partial<BackoffRules>) {
  let seconds = 0;
  const backOff = new BackOff({ ...RULES, ...rules }, { now: () => seconds * 1000 });
  return {
    backOff,
    set: (to: number) => void (seconds = to),
    advance: (by: number) => void (seconds += by),
    next: () => backOff.next(KEY, seconds * 1000),
    isIn: () => backOff.inBackOff(KEY, seconds * 1000) !== undefined,
    window: () => (backOff.get(KEY)?.window ?? 0) / 1000,
  };
}

function climbed({ initial, max, next_calls: calls, advance_each: each }: Ladder) {
  const ladder = backOffWith({ initialSeconds: initial, maxSeconds: max });
  for (let call = 0; call < calls; call += 1) {
    ladder.advance(each);
    ladder.next();
  }
  return ladder;
}

describe("BackOff does what client-go's own tests ask", () => {
  test("windows double up to the maximum, and a deleted entry starts anew", () => {
    const { initial, max, get_before_next: windows } = upstream.slow;
    const ladder = backOffWith({ initialSeconds: initial, maxSeconds: max });
    const seen = windows.map(() => {
      ladder.advance(1);
      const window = ladder.window();
      ladder.next();
      return window;
    });

    ladder.backOff.delete(KEY);

    expect(seen).toEqual(windows);
    expect(ladder.window()).toBe(0);
  });

  test("an entry that nothing touched for long no longer forbids", () => {
    const ladder = climbed(upstream.expiry_resets);
    ladder.advance(upstream.expiry_resets.advance);

    expect(ladder.isIn()).toBe(upstream.expiry_resets.in_backoff_since_last_update);
  });

  test("the ladder goes on while the entry is remembered", () => {
    const ladder = climbed(upstream.high_water_mark);
    ladder.advance(upstream.high_water_mark.then_advance);
    ladder.next();

    expect(ladder.window()).toBe(upstream.high_water_mark.get);
  });

  test("a sweep drops entries that are old enough", () => {
    const ladder = climbed(upstream.gc);
    const kept = upstream.gc.steps.map(({ advance }) => {
      ladder.advance(advance);
      ladder.backOff.sweep();
      return ladder.window() > 0;
    });

    expect(kept).toEqual(upstream.gc.steps.map(({ entry_kept: wanted }) => wanted));
  });

  test("a caller that fails at each free moment", () => {
    const { initial, max, rows } = upstream.in_backoff_since_update;
    const ladder = backOffWith({ initialSeconds: initial, maxSeconds: max });

    for (const [tick, inBackOff, window] of rows) {
      ladder.set(tick);
      expect([tick, ladder.isIn(), inBackOff ? ladder.window() : window]).toEqual([tick, inBackOff, window]);
      if (!inBackOff) ladder.next();
    }
  });
});

test("BackOff of images has the windows 10, 20, 40, … 300", () => {
  const windows = upstream.image_backoff_derived.sequence_of_windows;
  const ladder = backOffWith({});

  expect(windows.map(() => ladder.next().window / 1000)).toEqual(windows);
});

test("BackOff forbids from a failure until its window is over, and not a microsecond longer, whatever the clock's fractions", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2_000_000_000, noNaN: true }),
      fc.integer({ min: 1, max: 8 }),
      (start, fails) => {
        const ladder = backOffWith({});
        ladder.set(start);
        for (let fail = 0; fail < fails; fail += 1) ladder.next();

        ladder.set(start + ladder.window() - 0.001);
        expect(ladder.isIn()).toBe(true);
        ladder.set(start + ladder.window());
        expect(ladder.isIn()).toBe(false);
      },
    ),
  );
});

describe("BackOff follows a belief", () => {
  test.each([
    ["constant", [10, 10, 10, 10]],
    ["linear", [10, 20, 30, 40]],
    ["double", [10, 20, 40, 80]],
  ] as const)("windows grow: %s", (growth, windows) => {
    const ladder = backOffWith({ growth });

    expect(windows.map(() => ladder.next().window / 1000)).toEqual(windows);
  });

  test("without retries a failure forbids as long as it is remembered", () => {
    const ladder = backOffWith({ retries: false });
    ladder.next();

    ladder.advance(599);
    expect(ladder.isIn()).toBe(true);
  });
});

test("BackOff counts failures in a row", () => {
  const ladder = backOffWith({});
  const counts = [0, 10, 20, 601].map((pause) => {
    ladder.advance(pause);
    return ladder.next().failures;
  });

  expect(counts).toEqual([1, 2, 3, 1]);
});
