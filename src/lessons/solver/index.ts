/**
 * Looks for the ways to repair a scenario. The confusing thing is that it knows no repair: it tries what a learner could do and what
 * `pullwhy fix` would, fewest deeds first, and takes what the predicates take. So par is not claimed but found, and every repair that is as short is right.
 */
export type * from "./contract.ts";
export { solve } from "./solve.ts";
