import { cellAt, instant, ofKind, statusAfter, troublesOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";

const LONG_ENOUGH = 60_000;

export const nextStatus: Template = {
  id: "Q27",
  skill: "TIM",
  level: "medium",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const troubles = troublesOf(told);
    const chosen = dice.pick(troubles);
    if (chosen === undefined) return undefined;
    const { failure, status, step } = chosen;
    const next = (other: Told): string | undefined => statusAfter(other, failure.t)?.data.status;
    return {
      values: { n: troubles.indexOf(chosen) + 1, failed: instant(failure.t) },
      right: [status.data.status],
      believed: { beliefs: ["M03", "M25", "M01", "M02"], value: next, until: status.t + LONG_ENOUGH },
      lures: ofKind(told, "status").map(({ data }) => ({ text: data.status })),
      second: async () => [await cellAt(told, status.t, "STATUS")],
      step,
    };
  },
};
