import { expect, test } from "vitest";

import { shippedWorld } from "../../../test/learn/shipped-world.ts";
import { DEFAULT_MINOR, type World } from "../../kinds/index.ts";
import { recordWorld, REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import { breakGoal, builtWorld, looksLike, POLICIES, type Symptom, symptomsAt } from "./index.ts";

const RECIPE = { registry: "not-found", policy: "IfNotPresent", onNode: false } as const;
const RUN = { seed: 42, kubelet: DEFAULT_MINOR };

async function symptomOf(world: World): Promise<Symptom | undefined> {
  const [symptom] = await symptomsAt(await recordWorld(world, RUN), { ...RUN, world, at: world.for });
  return symptom;
}

function alike(one: Symptom | undefined, other: Symptom | undefined): boolean {
  return one !== undefined && other !== undefined && looksLike(one, other);
}

test("looksLike() holds for two worlds that differ in what cannot be seen", async () => {
  const built = await symptomOf(builtWorld(RECIPE));
  const shipped = await symptomOf({ ...(await shippedWorld("wrong-tag")), actions: [], for: 180_000 });
  expect(built?.says).toContain("not found");
  expect(alike(built, shipped)).toBe(true);
});

test("looksLike() tells apart what looks different, also where nothing is asked", async () => {
  const symptoms = await Promise.all(
    REGISTRY_ANSWERS.map((registry) => symptomOf(builtWorld({ ...RECIPE, registry }))),
  );
  symptoms.push(await symptomOf(builtWorld({ ...RECIPE, policy: "Never" })));
  for (const [index, one] of symptoms.entries())
    for (const other of symptoms.slice(index + 1))
      expect([one?.says, other?.says, alike(one, other)]).toEqual([one?.says, other?.says, false]);
});

test("symptomsAt() has one for each recipe in which something is wrong, and it looks like itself", async () => {
  for (const registry of REGISTRY_ANSWERS)
    for (const policy of POLICIES) {
      const symptom = await symptomOf(builtWorld({ registry, policy, onNode: false }));
      expect([registry, policy, alike(symptom, symptom)]).toEqual([
        registry,
        policy,
        registry !== "ok" || policy === "Never",
      ]);
    }
});

test("breakGoal() chooses by the dice, the same for the same seed, and always what fails", async () => {
  const goals = Array.from({ length: 60 }, (_, seed) => breakGoal(seed));
  expect(new Set(goals.map((goal) => JSON.stringify(goal))).size).toBeGreaterThan(12);
  expect(breakGoal(7)).toEqual(goals[7]);
  for (const goal of goals.slice(0, 12))
    expect([goal, await symptomOf(builtWorld(goal))]).toEqual([goal, expect.anything()]);
});
