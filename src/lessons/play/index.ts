/**
 * Worlds in which somebody does something. The confusing thing is that nothing is ever changed in a run: who does something
 * else at a moment gets another run of the same world, equal up to that moment.
 */
export type * from "./contract.ts";
export { freshTag, handDeeds } from "./hands.ts";
export { toldLogins } from "./logins.ts";
export type { ToldLogin } from "./logins.ts";
export { forkedWorld, partingOf } from "./fork.ts";
export { paced, playScenario } from "./play-scenario.ts";
