/**
 * Why an image pull failed.
 *
 * The confusing thing is that the answer is seldom in one text: the message says where it broke, the pod what was asked for, the
 * events whether it ever worked. `messages/` reads texts, `causes/` is what can be the matter.
 */
export { classify } from "./messages/index.ts";
export { causeOf, CAUSES, findCause } from "./causes/index.ts";
