import { cellAt, instant } from "../read-off.ts";
import { type StatementId, STATEMENTS } from "../statements.ts";
import type { Lure, Template } from "../template.ts";
import { STATEMENT_WORDS } from "../words.en.data.ts";

const IDS = Object.keys(STATEMENTS) as readonly StatementId[];

export const trueStatement: Template = {
  id: "Q28",
  skill: "SYM",
  level: "easy",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const end = story.world.for;
    const step = told.steps.at(-1);
    const key = dice.pick(IDS.filter((id) => STATEMENTS[id].holds(told)));
    if (step === undefined || key === undefined || (await cellAt(told, end, "STATUS")) === "") return undefined;
    const text = (id: StatementId): string => story.options.say(STATEMENT_WORDS[id]);
    const wrong = dice.shuffled(IDS.filter((id) => !STATEMENTS[id].holds(told)));
    const lures = await Promise.all(
      wrong.map(async (id): Promise<Lure> => {
        const { belief, holds } = STATEMENTS[id];
        const isBelieved = belief !== undefined && holds(await story.tell(belief));
        return isBelieved ? { text: text(id), belief } : { text: text(id) };
      }),
    );
    const offered = [key, ...wrong];
    return {
      values: { pod: told.pod, at: instant(end) },
      right: [text(key)],
      lures: lures.toSorted((one, other) => Number(other.belief !== undefined) - Number(one.belief !== undefined)),
      second: async () => {
        const shown = await Promise.all(offered.map((id) => STATEMENTS[id].shown(told, end)));
        return offered.filter((_, index) => shown[index]).map(text);
      },
      step,
    };
  },
};
