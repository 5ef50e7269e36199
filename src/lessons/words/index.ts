/**
 * How sentences are said: placeholders, plurals, and a language that nobody speaks. The confusing thing is what is never said in
 * another language: what kubectl prints and what the engine is called by its own makers comes in as a value.
 */
export type { Params } from "./format.ts";
export { sayIn } from "./say.ts";
export type { Language, Say } from "./say.ts";
