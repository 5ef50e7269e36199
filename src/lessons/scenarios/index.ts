/**
 * The situations that are learned from, and whether one is repaired. The confusing thing is that a scenario holds next to
 * nothing: a world, of which a part is the trouble and a part a repair, and predicates. What happens in it is computed
 * whenever it is shown, and no way to repair it is written down: whatever satisfies the predicates is right.
 */
export { SCENARIO_IDS } from "./contract.ts";
export type * from "./contract.ts";
export { gradeOf } from "./grade.ts";
export type { Judged } from "./judged.ts";
export { nextScenarios, prerequisitesOf, recommendedOrder } from "./order.ts";
export { arrival, brokenWorld, findScenario, scenarioOf } from "./scenario.ts";
export { SCENARIOS } from "./scenarios.data.ts";
