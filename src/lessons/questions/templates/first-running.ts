import { cellAt, toneOf } from "../read-off.ts";
import { SOON, type Told } from "../story.ts";
import type { Template } from "../template.ts";

/** A row may begin with a decision and end with what comes of it: as long as that goes on, its status is not the last word. */
export const firstRunning: Template = {
  id: "Q03",
  skill: "SYM",
  level: "easy",
  format: "row",
  make: async (story) => {
    const told = await story.tell();
    const { steps } = told;
    const index = steps.findIndex(({ status }) => status !== undefined && toneOf(status) === "good");
    const step = steps[index];
    if (step?.status === undefined || index < 2) return undefined;
    const near = [index - 1, index - 2, index + 1, index - 3].flatMap((each) => steps[each] ?? []);
    return {
      values: { status: step.status },
      right: [step.id],
      lures: near.map(({ id }) => ({ text: id })),
      second: async () => [(await firstThatPrints(told, step.status ?? "")) ?? ""],
      step,
    };
  },
};

/** The row that has begun last when kubectl prints the status for the first time. */
async function firstThatPrints(told: Told, status: string): Promise<string | undefined> {
  for (const [index, step] of told.steps.entries()) {
    const next = told.steps[index + 1];
    const until = next === undefined ? step.t : next.t - SOON - SOON;
    if ((await cellAt(told, Math.max(step.t, until), "STATUS")) === status) return step.id;
  }
  return undefined;
}
