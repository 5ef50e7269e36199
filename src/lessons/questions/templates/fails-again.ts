import type { World } from "../../../kinds/index.ts";
import { durations, failedPulls, firstStart, instant, ofKind, stepOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";
import { type Place, placeOf, plainWorld, withImage, withPolicy } from "../plain-world.ts";
import { windowBySpec } from "./windows.ts";

/** Seconds that the container runs before it ends and its image is asked for again. */
const RUNS = [40, 90, 200, 420, 700] as const;
/** How long the registry is out of order at first: two, three or four pulls fail. */
const OUT = [20, 40, 80] as const;
const UNAVAILABLE = { kind: "status", status: 503, code: "UNAVAILABLE", message: "service unavailable" } as const;

export const failsAgain: Template = {
  id: "Q16",
  skill: "TIM",
  level: "hard",
  format: "one",
  make: async (own, dice) => {
    const place = placeOf(own);
    const [runs, out] = [dice.pick(RUNS), dice.pick(OUT)];
    if (place === undefined || runs === undefined || out === undefined) return undefined;
    const story = own.other(again(plainWorld(own, place), place, { runs, out }));
    const told = await story.tell();
    const armed = afterSuccess(told);
    const before = ofKind(told, "backoff").findLast(({ t }) => t < (armed?.t ?? 0));
    const step = armed === undefined ? undefined : stepOf(told, armed);
    if (armed === undefined || before === undefined || step === undefined) return undefined;
    return {
      values: {
        n: before.data.failures,
        before: instant(before.t),
        again: instant(armed.t),
        gap: durations([Math.round((armed.t - before.t) / 1000) * 1000]),
      },
      right: [durations([armed.data.window])],
      believed: { story, beliefs: ["M20d", "M20b", "M20c"], value: (other) => lengthOf(afterSuccess(other)) },
      lures: [before.data.window, before.data.window * 4, told.rules.backoff.maxSeconds * 1000].map((window) => ({
        text: durations([window]),
        invented: true,
      })),
      second: () => Promise.resolve([durations([bySpec(told, armed.t)])]),
      step,
      story,
    };
  },
};

function again(plain: World, place: Place, { runs, out }: { readonly runs: number; readonly out: number }): World {
  const world = withPolicy(withImage(plain, place, { exitCode: 1, runsFor: runs * 1000 }), place, "Always");
  const faults = [
    { from: 0, until: out * 1000, on: "manifest", fault: UNAVAILABLE },
    { from: out * 1000 + MOST_WAIT, on: "manifest", fault: UNAVAILABLE },
  ] as const;
  return {
    ...world,
    for: out * 1000 + MOST_WAIT + runs * 1000 + MOST_WAIT,
    registries: world.registries.map((registry) => (registry.host === place.host ? { ...registry, faults } : registry)),
  };
}

/** By then the pull that was waited for has succeeded. */
const MOST_WAIT = 120_000;

function afterSuccess(told: Told): ReturnType<typeof ofKind<"backoff">>[number] | undefined {
  const started = firstStart(told);
  return started === undefined ? undefined : ofKind(told, "backoff").find(({ t }) => t > started.t);
}

function lengthOf(armed: ReturnType<typeof afterSuccess>): string | undefined {
  return armed === undefined ? undefined : durations([armed.data.window]);
}

/** What is older than twice the longest window is forgotten. */
function bySpec(told: Told, t: number): number {
  const { backoff } = told.rules;
  const earlier = failedPulls(told).filter((failure) => failure.t < t - 1);
  const idle = t - (earlier.at(-1)?.t ?? 0);
  const isForgotten = idle > backoff.maxSeconds * backoff.forgottenAfterMaxTimes * 1000;
  return windowBySpec(isForgotten ? 1 : earlier.length + 1, backoff);
}
