import { FAULT_IDS, type FaultId, firstMessage, storyWith } from "../faults.ts";
import { troubledPlace } from "../plain-world.ts";
import { instant, troublesOf, waitingAt } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";
import { FAULT_WORDS } from "../words.en.data.ts";

const OTHERS = 4;

export const possibleCauses: Template = {
  id: "Q08",
  skill: "CAU",
  level: "hard",
  format: "many",
  make: async (story, dice) => {
    const told = await story.tell();
    const place = troubledPlace(story, told);
    const [trouble] = troublesOf(told);
    const message = firstMessage(told);
    if (place === undefined || trouble === undefined) return undefined;
    const { say } = story.options;
    const runs = await Promise.all(FAULT_IDS.map((id) => storyWith(story, place, id).tell()));
    const fits = FAULT_IDS.filter(
      (_, index) => firstMessage(runs[index] ?? told) === message && runs[index] !== undefined,
    );
    if (fits.length === 0) return undefined;
    const others = dice.shuffled(FAULT_IDS.filter((id) => !fits.includes(id))).slice(0, OTHERS);
    const text = (id: FaultId): string => say(FAULT_WORDS[id], { image: place.image, host: place.host });
    return {
      values: { at: instant(trouble.failure.t), pod: told.pod },
      evidence: `${message}\n`,
      right: fits.map(text),
      lures: others.map((id) => ({ text: text(id) })),
      second: async () => {
        const seen = await waitingAt(told, trouble.status.t);
        const printed = await Promise.all(runs.map(printedFirst));
        return FAULT_IDS.filter((_, index) => printed[index] === seen).map(text);
      },
      step: trouble.step,
    };
  },
};

/** What kubectl prints of the first failed pull. */
async function printedFirst(told: Told): Promise<string> {
  const [trouble] = troublesOf(told);
  return trouble === undefined ? "" : waitingAt(told, trouble.status.t);
}
