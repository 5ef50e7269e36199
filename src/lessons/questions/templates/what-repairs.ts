import type { World, WorldAction } from "../../../kinds/index.ts";
import { actionsOf, type Deed, deedsOf, mayBeRepaired } from "../deeds.ts";
import { cellAt, failedPulls, instant, isReady, stepOf } from "../read-off.ts";
import type { Story, Told } from "../story.ts";
import type { Template } from "../template.ts";

/** The first windows are short: whoever waits longer waits for nothing. */
const TWO_MINUTES = 120_000;
const LATER = 5000;
const OFFERED = 5;

export const whatRepairs: Template = {
  id: "Q24",
  skill: "FIX",
  level: "medium",
  format: "many",
  fits: mayBeRepaired,
  make: async (story, dice) => {
    const told = await story.tell();
    const [failure] = failedPulls(told);
    const step = failure === undefined ? undefined : stepOf(told, failure);
    if (failure === undefined || step === undefined) return undefined;
    const at = Math.ceil((failure.t + LATER) / 1000) * 1000;
    const deeds = deedsOf(story, told);
    if (deeds.length < 3 || isReady(await after(story, [], at))) return undefined;
    const offered = dice.shuffled(deeds).slice(0, OFFERED);
    const runs = await Promise.all(offered.map((deed) => after(story, [deed], at)));
    const right = offered.filter((_, index) => isReady(runs[index] ?? told) && runs[index] !== undefined);
    if (right.length === 0) return undefined;
    return {
      values: { at: instant(at) },
      right: right.map(({ line }) => line),
      lures: offered
        .filter((deed) => !right.includes(deed))
        .map(({ line, belief }) => ({ text: line, ...(belief === undefined ? {} : { belief }) })),
      second: async () => {
        const cells = await Promise.all(runs.map((run) => cellAt(run, at + TWO_MINUTES, "READY")));
        return offered.filter((_, index) => isAllReady(cells[index])).map(({ line }) => line);
      },
      step,
    };
  },
};

/** The pod two minutes after the deeds, with nothing else done from then on. */
export function after(story: Story, deeds: readonly Deed[], at: number): Promise<Told> {
  const earlier = story.world.actions.filter((action) => action.at < at);
  const actions: readonly WorldAction[] = [...earlier, ...deeds.flatMap((deed) => actionsOf(deed, at))];
  const world: World = { ...story.world, actions, for: at + TWO_MINUTES };
  return story.other(world).tell();
}

/** `1/1`, and not `0/1` or nothing. */
export function isAllReady(cell = ""): boolean {
  const [ready, all] = cell.split("/");
  return cell !== "" && ready === all;
}

export { TWO_MINUTES };
