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
}

interface Played extends Script {
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
    const deeds = dice.shuffled(withOneThatMayMend(dice.shuffled(deedsOf(story, told))));
    if (deeds.length < OFFERED || isReady(await after(story, [], at))) return undefined;
    const scripts = scriptsOf(deeds);
    const runs = await playedUntilDecided(story, scripts, at);
    const [key, rival] = runs.filter(({ told: run }) => isReady(run));
    if (key === undefined || rival !== undefined) return undefined;
    const others = scripts.filter(({ text }) => text !== key.text);
    return {
      values: { at: instant(at) },
      right: [key.text],
      lures: dice.shuffled(others).map(({ text, deeds: [only, more] }) => ({
        text,
        ...(only?.belief === undefined || more !== undefined ? {} : { belief: only.belief }),
      })),
      second: async () => {
        const cells = await Promise.all(runs.map((run) => cellAt(run.told, at + TWO_MINUTES, "READY")));
        const ready = runs.filter((_, index) => isAllReady(cells[index]));
        const least = Math.min(...ready.map(commandsOf));
        return ready.filter((script) => commandsOf(script) === least).map(({ text }) => text);
      },
      step,
    };
  },
};

/** None where nothing could help by its looks. */
function withOneThatMayMend(deeds: readonly Deed[]): readonly Deed[] {
  const mending = deeds.find(({ mayMend }) => mayMend === true);
  return mending === undefined ? [] : [mending, ...deeds.filter((deed) => deed !== mending)].slice(0, OFFERED);
}

/** One line, or one after another. */
function scriptsOf(deeds: readonly Deed[]): readonly Script[] {
  const [first, second, third] = deeds;
  const pairs = [first, second].flatMap((one, index) => {
    const other = [second, third][index];
    return one === undefined || other === undefined ? [] : [[one, other]];
  });
  return [...deeds.map((deed) => [deed]), ...pairs].map((each) => ({
    deeds: each,
    text: each.map(({ line }) => line).join("\n"),
  }));
}

/** Those of few commands first: once one works, what has more commands is not the smallest; once two do, neither is. */
async function playedUntilDecided(story: Story, scripts: readonly Script[], at: number): Promise<readonly Played[]> {
  const runs: Played[] = [];
  const working: Played[] = [];
  for (const script of scripts.toSorted((one, other) => commandsOf(one) - commandsOf(other))) {
    const [least] = working;
    if (working.length > 1 || (least !== undefined && commandsOf(least) < commandsOf(script))) break;
    const run = { ...script, told: await after(story, script.deeds, at) };
    runs.push(run);
    if (isReady(run.told)) working.push(run);
  }
  return runs;
}

function commandsOf({ deeds }: Script): number {
  return deeds.reduce((sum, { does }) => sum + does.length, 0);
}
