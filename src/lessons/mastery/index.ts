/**
 * Whether a pattern is strong. The confusing thing is how little ten answers prove: what is said is an interval, and "strong" needs more
 * than a count, since much can be guessed.
 */
export { composeTest } from "./compose.ts";
export { estimate } from "./estimate.ts";
export type { Grade } from "./estimate.ts";
