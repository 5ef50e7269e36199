import { durations, ofKind, stepOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";
import { windowBySpec } from "./windows.ts";

const FEWEST = 3;

export const delays: Template = {
  id: "Q13",
  skill: "TIM",
  level: "medium",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const armed = ladderOf(told);
    const many = dice.pick(armed.slice(FEWEST - 1).map((_, index) => index + FEWEST));
    const step = armed[1] === undefined ? undefined : stepOf(told, armed[1]);
    if (step === undefined || many === undefined) return undefined;
    const key = armed[0]?.data.key ?? "";
    return {
      values: { n: many },
      right: [windows(told, many, key)],
      believed: {
        beliefs: ["M20b", "M20c", "M20a", "M02"],
        value: (other) => windows(other, many, ladderOf(other)[0]?.data.key ?? ""),
      },
      second: () => {
        const all = Array.from({ length: many }, (_, index) => windowBySpec(index + 1, told.rules.backoff));
        return Promise.resolve([durations(all)]);
      },
      step,
    };
  },
};

/** The windows of the key that failed first. */
function ladderOf(told: Told): ReturnType<typeof ofKind<"backoff">> {
  const all = ofKind(told, "backoff");
  return all.filter(({ data }) => data.key === all[0]?.data.key);
}

/** Empty where the run ends before as many failures, unless that is what is believed. */
function windows(told: Told, many: number, key: string): string {
  const own = ofKind(told, "backoff").filter(({ data }) => data.key === key);
  if (own.length < many && told.rules.backoff.retries) return "";
  return durations(own.slice(0, many).map(({ data }) => data.window));
}
