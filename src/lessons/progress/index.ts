/**
 * What a learner has done, and what follows. The confusing thing is that nothing is kept but answers: what is due, what is weak and what is
 * believed is worked out of them each time.
 */
export { attemptsText, merged, unknownAmong } from "./attempt.ts";
export type { Attempt } from "./attempt.ts";
export { readAttempts } from "./read-attempts.ts";
export type { ReadAttempts, UnreadLine } from "./read-attempts.ts";
export { exerciseAttempt, solvedScenarios, startedScenarios } from "./exercise.ts";
export type { Exercise } from "./exercise.ts";
export { isLasting, testAttempt } from "./lasting.ts";
export { skillRatings } from "./ratings.ts";
export { reviewCards, skillShares } from "./review.ts";
export type { ReviewCard } from "./review.ts";
export { reviewWorlds } from "./review-worlds.ts";
