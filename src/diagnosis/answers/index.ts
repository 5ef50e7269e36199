/**
 * What registries answer, in the words of verdicts.
 *
 * The confusing thing is from where: a registry is asked from here, not from the node. What it says of an image or a login is as good;
 * whether it can be reached is not.
 */
export { answerFacts, unreachedText } from "./answer-facts.ts";
