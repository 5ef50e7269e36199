import { type Pod, POD_PHASES } from "../../../kinds/index.ts";
import { instant, objectAt, ofKind, someStatus, toneOf } from "../read-off.ts";
import type { Template } from "../template.ts";

export const phaseWhileWaiting: Template = {
  id: "Q02",
  skill: "SYM",
  level: "easy",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const found = someStatus(told, dice, (status) => /^(?:waiting|bad|never)$/.test(toneOf(status)));
    if (found === undefined) return undefined;
    const { status, step } = found;
    const { data, t } = status;
    return {
      values: { at: instant(t), status: data.status },
      right: [data.phase],
      lures: [
        { text: data.status, belief: "M01" },
        ...ofKind(told, "status").map((other) => ({ text: other.data.phase })),
        ...dice.shuffled(POD_PHASES).map((text) => ({ text, invented: true as const })),
      ],
      second: async () => [(await objectAt<Pod>(told, "get pod POD", t))?.status?.phase ?? ""],
      step,
    };
  },
};
