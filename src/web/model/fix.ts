import { arrival, brokenWorld, type Deed, paced, type Scenario, SCENARIOS } from "../../lessons/index.ts";
import type { World } from "../../kinds/index.ts";

/** The scenario that is played in this world; most worlds have none. */
export function scenarioOfWorld({ name }: World): Scenario | undefined {
  return SCENARIOS.find(({ world }) => world === name);
}

/** A kubectl line as a deed. */
export function lineDeed(run: string, stdin?: string): Deed {
  return { run, exits: 0, ...(stdin === undefined ? {} : { stdin }) };
}

/** The moment at which the next deed comes. */
export function repairMoment(scenario: Scenario, world: World, deeds: readonly Deed[]): number {
  const next = paced([...deeds, lineDeed("")], arrival(scenario, world)).at(-1);
  return next?.at ?? 0;
}

/** The world with its trouble, and what the learner has done so far. */
export function repairWorld(scenario: Scenario, world: World, deeds: readonly Deed[]): World {
  const broken = brokenWorld(scenario, world);
  return { ...broken, actions: [...broken.actions, ...paced(deeds, arrival(scenario, world))] };
}
