import { SeededRandom } from "../../base/index.ts";
import { REGISTRY_ANSWERS } from "../../sandbox/index.ts";
import type { Recipe, Symptom } from "../engine/index.ts";

export const POLICIES = ["Always", "IfNotPresent", "Never"] as const;

/** The world behind a symptom that is to be built; the dice choose it. */
export function breakGoal(seed: number): Recipe {
  const random = new SeededRandom(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random.next() * values.length)] ?? values[0];
  const onNode = random.next() < 0.3;
  return { registry: pick(REGISTRY_ANSWERS), policy: onNode ? "Always" : pick(POLICIES), onNode };
}

/** Whether two worlds look alike from outside. */
export function sameSymptom(one: Symptom, other: Symptom): boolean {
  const seen = ({ statuses, exchange }: Symptom): string => JSON.stringify([statuses, exchange ?? null]);
  return seen(one) === seen(other);
}
