/**
 * The other way round: a symptom is given, and a world that shows it is to be built. The confusing thing is that there is no right world:
 * all that look alike from outside are right.
 */
export { breakGoal, builtWorld, POLICIES } from "./recipe.ts";
export type { Recipe } from "./recipe.ts";
export { looksLike, symptomsAt } from "./symptom.ts";
export type { Symptom } from "./symptom.ts";
