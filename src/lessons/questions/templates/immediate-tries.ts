import type { WorldAction } from "../../../kinds/index.ts";
import { begunPulls, eventsOfState, instant, ofKind, stepOf } from "../read-off.ts";
import type { Story, Told } from "../story.ts";
import type { Lure, Template } from "../template.ts";
import { actionsOf, type Deed, deedsOf, hasLonePod } from "../deeds.ts";

const AT_ONCE = 5000;
const INTO_WINDOW = 3000;
/** A kubelet holds back events of a pod that has many: what comes later is not seen in them. */
const MOST = 3;

export const immediateTries: Template = {
  id: "Q17",
  skill: "TIM",
  level: "hard",
  format: "many",
  fits: hasLonePod,
  make: async (story, dice) => {
    const told = await story.tell();
    const isAlone = ofKind(told, "status").every(({ data }) => data.containers.length < 2);
    const long = ofKind(told, "backoff").filter(
      ({ data }) => isAlone && data.window >= AT_ONCE * 4 && data.failures <= MOST,
    );
    const armed = dice.pick(long);
    const step = armed === undefined ? undefined : stepOf(told, armed);
    if (armed === undefined || step === undefined) return undefined;
    const at = Math.ceil((armed.t + INTO_WINDOW) / 1000) * 1000;
    const deeds = dice.shuffled(deedsOf(story, told)).slice(0, 5);
    const runs = await Promise.all(deeds.map((deed) => after(story, deed, at)));
    const isTried = (other: Told): boolean => begunPulls(other).some(({ t }) => t >= at && t <= at + AT_ONCE);
    const right = deeds.filter((_, index) => isTried(runs[index] ?? told));
    if (right.length === 0 || isTried(told)) return undefined;
    return {
      values: { at: instant(at), failed: instant(armed.t) },
      right: right.map(({ line }) => line),
      lures: deeds.filter((deed) => !right.includes(deed)).map(lureOf),
      second: async () => {
        const zero = Date.parse(story.world.start);
        const flags = await Promise.all(runs.map((run) => pullsIn(run, { from: at, zero })));
        return deeds.filter((_, index) => flags[index]).map(({ line }) => line);
      },
      step,
    };
  },
};

function after(story: Story, deed: Deed, at: number): Promise<Told> {
  const earlier = story.world.actions.filter((action) => action.at < at);
  const actions: readonly WorldAction[] = [...earlier, ...actionsOf(deed, at)];
  return story.other({ ...story.world, actions, for: at + AT_ONCE }).tell();
}

function lureOf({ line, belief }: Deed): Lure {
  return { text: line, ...(belief === undefined ? {} : { belief }) };
}

/** Whether kubectl shows that a pull has begun since. */
async function pullsIn(told: Told, { from, zero }: { readonly from: number; readonly zero: number }): Promise<boolean> {
  const events = await eventsOfState(told, "pulling", from + AT_ONCE);
  return events.some(({ lastTimestamp = "" }) => Date.parse(lastTimestamp) - zero >= from);
}
