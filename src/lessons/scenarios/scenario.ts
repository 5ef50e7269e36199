import type { World } from "../../kinds/index.ts";
import type { Scenario, ScenarioId } from "./contract.ts";
import { SCENARIOS } from "./scenarios.data.ts";

/** The scenario of this id; undefined when there is none. */
export function findScenario(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}

export function scenarioOf(id: ScenarioId): Scenario {
  const found = findScenario(id);
  if (found === undefined) throw new Error(`No scenario ${id}`);
  return found;
}

const MINUTE = 60_000;

/** When the learner comes to a scenario: what brings the trouble about has happened, and has had time to be seen. */
export function arrival({ setup, letAlone = MINUTE }: Scenario, { actions }: World): number {
  return (actions[setup - 1]?.at ?? 0) + letAlone;
}

/** The world with its trouble and without its repair. */
export function brokenWorld(scenario: Scenario, world: World): World {
  return { ...world, actions: world.actions.slice(0, scenario.setup) };
}
