import { cellAt, instant, ofKind, troublesOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";

/** How long a run is read that parts from the real one at the first failure. */
const LONG_ENOUGH = 60_000;

export const firstStatus: Template = {
  id: "Q01",
  skill: "SYM",
  level: "easy",
  format: "one",
  make: async (story) => {
    const told = await story.tell();
    const [first] = troublesOf(told);
    if (first === undefined) return undefined;
    const { failure, status, step } = first;
    return {
      values: { failed: instant(failure.t), shown: instant(status.t) },
      right: [status.data.status],
      believed: { beliefs: ["M03", "M25", "M01", "M02"], value: shownFirst, until: status.t + LONG_ENOUGH },
      lures: ofKind(told, "status").map(({ data }) => ({ text: data.status })),
      second: async () => [await cellAt(told, status.t, "STATUS")],
      step,
    };
  },
};

function shownFirst(told: Told): string | undefined {
  return troublesOf(told)[0]?.status.data.status;
}
