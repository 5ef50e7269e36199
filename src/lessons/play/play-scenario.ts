import type { World, WorldAction } from "../../kinds/index.ts";
import { runWorld } from "../../sandbox/index.ts";
import { arrival, brokenWorld, type Judged, type Scenario } from "../scenarios/index.ts";
import type { Deed, PlaySettings } from "./contract.ts";

/** Somebody who has thought types a command every few seconds. */
const PACE = 5000;

/** Ten minutes for what has to come by itself, and two in which it has to stay. */
const AFTERWARDS = 720_000;

/** Deeds one after the other, from the moment on that the learner comes. */
export function paced(deeds: readonly Deed[], from: number, pace: number = PACE): readonly WorldAction[] {
  return deeds.map((deed, index) => ({ ...deed, at: from + index * pace }));
}

/** The world of a scenario with what the learner does in it, and until it is plain what has come of it. */
function playedWorld(scenario: Scenario, world: World, actions: readonly WorldAction[]): World {
  const broken = brokenWorld(scenario, world);
  const last = Math.max(arrival(scenario, world), ...actions.map(({ at }) => at));
  return { ...broken, actions: [...broken.actions, ...actions], for: last + AFTERWARDS };
}

/** Runs a scenario with what a learner does in it: what `gradeOf` judges. Equal input, equal run. */
export async function playScenario(
  scenario: Scenario,
  world: World,
  { actions, ...settings }: PlaySettings & { readonly actions: readonly WorldAction[] },
): Promise<Judged> {
  const { seed = world.seed, kubelet = settings.rules?.minor ?? world.kubelet } = settings;
  const played = { ...playedWorld(scenario, world, actions), seed, kubelet };
  const trace = await runWorld(played, settings);
  return { scenario, world: played, trace, from: arrival(scenario, world) };
}
