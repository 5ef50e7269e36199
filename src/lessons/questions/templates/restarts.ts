import { cellAt, instant, statusBy, troublesOf } from "../read-off.ts";
import type { Template } from "../template.ts";

export const restarts: Template = {
  id: "Q05",
  skill: "SYM",
  level: "medium",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const troubles = troublesOf(told);
    const trouble = dice.pick(troubles.slice(1));
    if (trouble === undefined) return undefined;
    const { status, step, failure } = trouble;
    const failures = troubles.filter((each) => each.failure.t <= failure.t).length;
    return {
      values: { at: instant(status.t), failures },
      right: [`${status.data.restarts}`],
      believed: {
        beliefs: ["M14"],
        value: (other) => `${statusBy(other, status.t)?.data.restarts ?? 0}`,
        until: status.t,
      },
      lures: [failures, failures - 1, failures + 1].map((n) => ({ text: `${n}`, invented: true })),
      // `3 (2m ago)` where it has been counted.
      second: async () => [(await cellAt(told, status.t, "RESTARTS")).split(" ", 1)[0] ?? ""],
      step,
    };
  },
};
