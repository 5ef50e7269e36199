/**
 * Runs that are kept. The confusing thing is that nothing is lost when one is forgotten: the same world, seed and rules give the
 * same run again.
 */
export { RunCache } from "./run-cache.ts";
