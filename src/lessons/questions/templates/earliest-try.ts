import { durations, failedPulls, instant, ofKind, stepOf } from "../read-off.ts";
import type { Template } from "../template.ts";
import { windowBySpec } from "./windows.ts";

export const earliestTry: Template = {
  id: "Q12",
  skill: "TIM",
  level: "medium",
  format: "number",
  make: async (story, dice) => {
    const told = await story.tell();
    const armed = dice.pick(ofKind(told, "backoff"));
    const step = armed === undefined ? undefined : stepOf(told, armed);
    if (armed === undefined || step === undefined) return undefined;
    const { failures, until, window } = armed.data;
    return {
      values: { n: failures, failed: instant(armed.t), window: durations([window]), until: instant(until) },
      right: [instant(until)],
      number: { value: until / 1000, tolerance: 1, unit: "s" },
      second: () => {
        const failure = failedPulls(told).findLast(({ t }) => t <= armed.t);
        return Promise.resolve([instant((failure?.t ?? 0) + windowBySpec(failures, told.rules.backoff))]);
      },
      step,
    };
  },
};
