/**
 * Wrong beliefs as engines. The confusing thing is that a belief is no text to be compared: it is a kubelet that works by
 * other rules, and whoever holds it expects what that kubelet would do.
 */
export { asBelieved } from "./believed.ts";
export { beliefText } from "./belief-text.ts";
export { BELIEFS } from "./beliefs.data.ts";
export type { BeliefId } from "./contract.ts";
