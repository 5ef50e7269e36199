import { type Deed, deedsOf, mayBeRepaired } from "../deeds.ts";
import { cellAt, failedPulls, instant, isReady, stepOf } from "../read-off.ts";
import type { Story, Told } from "../story.ts";
import type { Template } from "../template.ts";
import { after, isAllReady, TWO_MINUTES } from "./what-repairs.ts";

const LATER = 5000;
const OFFERED = 4;

interface Script {
  readonly deeds: readonly Deed[];
  readonly text: string;
  readonly told: Told;
}

export const smallestChange: Template = {
  id: "Q25",
  skill: "FIX",
  level: "hard",
  format: "one",
  fits: mayBeRepaired,
  make: async (story, dice) => {
    const told = await story.tell();
    const [failure] = failedPulls(told);
    const step = failure === undefined ? undefined : stepOf(told, failure);
    if (failure === undefined || step === undefined) return undefined;
    const at = Math.ceil((failure.t + LATER) / 1000) * 1000;
    const deeds = dice.shuffled(deedsOf(story, told)).slice(0, OFFERED);
    if (deeds.length < OFFERED || isReady(await after(story, [], at))) return undefined;
    const scripts = await Promise.all(scriptsOf(deeds).map((each) => played(story, each, at)));
    const working = scripts.filter((script) => isReady(script.told));
    const fewest = Math.min(...working.map(commandsOf));
    const smallest = working.filter((script) => commandsOf(script) === fewest);
    const [key] = smallest;
    if (key === undefined || smallest.length !== 1) return undefined;
    const others = scripts.filter((script) => script !== key);
    return {
      values: { at: instant(at) },
      right: [key.text],
      lures: dice.shuffled(others).map(({ text, deeds: [only, more] }) => ({
        text,
        ...(only?.belief === undefined || more !== undefined ? {} : { belief: only.belief }),
      })),
      second: async () => {
        const cells = await Promise.all(scripts.map((script) => cellAt(script.told, at + TWO_MINUTES, "READY")));
        const ready = scripts.filter((_, index) => isAllReady(cells[index]));
        const least = Math.min(...ready.map(commandsOf));
        return ready.filter((script) => commandsOf(script) === least).map(({ text }) => text);
      },
      step,
    };
  },
};

/** One line, or one after another. */
function scriptsOf(deeds: readonly Deed[]): readonly (readonly Deed[])[] {
  const [first, second, third] = deeds;
  const pairs = [first, second].flatMap((one, index) => {
    const other = [second, third][index];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  return [...deeds.map((deed) => [deed]), ...pairs];
}

async function played(story: Story, deeds: readonly Deed[], at: number): Promise<Script> {
  return { deeds, text: deeds.map(({ line }) => line).join("\n"), told: await after(story, deeds, at) };
}

function commandsOf({ deeds }: Script): number {
  return deeds.reduce((sum, { does }) => sum + does.length, 0);
}
