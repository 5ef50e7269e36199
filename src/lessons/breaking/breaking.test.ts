import { expect, test } from "vitest";

import { shippedWorld } from "../../../test/learn/shipped-world.ts";
import { REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import { breakGoal, builtWorld, sameSymptom, symptomOf } from "./index.ts";

const RECIPE = { registry: "not-found", policy: "IfNotPresent", onNode: false } as const;

test("symptomOf() is the same for two worlds that differ in what cannot be seen", async () => {
  const built = await symptomOf(builtWorld(RECIPE));
  const shipped = await symptomOf({ ...(await shippedWorld("wrong-tag")), actions: [], for: 180_000 });
  expect(built.exchange).toBe("404");
  expect(sameSymptom(built, shipped)).toBe(true);
});

test("symptomOf() tells apart what looks different, also where nothing is asked", async () => {
  const symptoms = [];
  for (const registry of REGISTRY_ANSWERS) symptoms.push(await symptomOf(builtWorld({ ...RECIPE, registry })));
  const never = await symptomOf(builtWorld({ ...RECIPE, policy: "Never" }));
  expect(never.exchange).toBeUndefined();
  expect(symptoms.some((symptom) => sameSymptom(symptom, never))).toBe(false);
  expect(new Set(symptoms.map((symptom) => JSON.stringify(symptom))).size).toBeGreaterThan(5);
});

test("breakGoal() chooses by the dice, and the same for the same seed", () => {
  const goals = Array.from({ length: 60 }, (_, seed) => JSON.stringify(breakGoal(seed)));
  expect(new Set(goals).size).toBeGreaterThan(12);
  expect(JSON.stringify(breakGoal(7))).toBe(goals[7]);
});
