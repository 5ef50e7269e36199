import { describe, expect, test } from "vitest";

import { shippedWorld } from "../../../test/learn/shipped-world.ts";
import { rulesOf } from "../../kinds/index.ts";
import { BELIEFS, type BeliefId } from "../beliefs/index.ts";
import { paced, playScenario } from "../play/index.ts";
import { arrival, gradeOf, type Scenario, type ScenarioId, scenarioOf, SCENARIOS } from "../scenarios/index.ts";
import { planMoves } from "./plan-moves.ts";
import { situationOf } from "./situation.ts";
import { solve } from "./solve.ts";

function parUnder(id: ScenarioId, belief: BeliefId): Promise<number | undefined> {
  const rules = BELIEFS.find((each) => each.id === belief)?.patch(rulesOf("1.36"));
  return parOf(scenarioOf(id), rules === undefined ? {} : { rules });
}

async function parOf(scenario: Scenario, settings: Parameters<typeof solve>[2]): Promise<number | undefined> {
  return (await solve(scenario, await shippedWorld(scenario.world), settings)).par;
}

describe("solve()", () => {
  test.each(SCENARIOS)(
    "A-18 $id: par is $par, and no repair of par depends on the dice or on 1.36",
    async (scenario) => {
      const world = await shippedWorld(scenario.world);
      const { par, minimal } = await solve(scenario, world);
      expect(par).toBe(scenario.par);
      const others = [
        { seed: 7, kubelet: world.kubelet },
        { seed: world.seed, kubelet: "1.36" as const },
      ];
      for (const { moves } of minimal) {
        const deeds = moves.flatMap((move) => move.deeds);
        const actions = paced(deeds, arrival(scenario, world));
        for (const settings of others) {
          const grade = gradeOf(await playScenario(scenario, world, { ...settings, actions }));
          expect(grade).toMatchObject({ kind: "solved", changes: scenario.par });
        }
      }
    },
  );

  test("A-18 whatever `pullwhy fix` plans for a scenario repairs it, with nothing to be said against", async () => {
    const planned: string[] = [];
    for (const scenario of SCENARIOS) {
      const world = await shippedWorld(scenario.world);
      for (const { deeds } of await planMoves(await situationOf(scenario, world, {}))) {
        const actions = paced(deeds, arrival(scenario, world));
        const { kind } = gradeOf(await playScenario(scenario, world, { actions }));
        planned.push(`${scenario.id} ${kind}`);
      }
    }
    expect(planned.filter((each) => !each.endsWith(" solved"))).toEqual([]);
    expect(new Set(planned).size).toBeGreaterThanOrEqual(9);
  }, 120_000);

  test("the minor decides: before 1.35 whatever lies on a node is there for all", async () => {
    expect(await parOf(scenarioOf("cached-private-other-pod"), { kubelet: "1.34" })).toBe(0);
  });

  test("par follows from the rules: where a belief held, less would be to do", async () => {
    expect(await parUnder("secret-wrong-namespace", "M06")).toBe(0);
    expect(await parUnder("secret-wrong-type", "M08")).toBe(0);
    expect(await parUnder("stale-secret-public-image", "M27")).toBe(0);
  });
});
