/**
 * What a person reads off a trace: steps, trackers, cause chains. A step groups the entries of one decision; the STATUS in
 * its row is what kubectl shows at that moment, which lags one sync behind what the kubelet knows.
 */
export type * from "./contract.ts";
export { stepsOf } from "./steps.ts";
export { trackersOf } from "./trackers.ts";
export { whyOf } from "./why.ts";
export { eventsOf } from "./events.ts";
export type { ShownEvent } from "./events.ts";
export { laddersOf } from "./ladder.ts";
export type { Ladder, Rung } from "./ladder.ts";
export { GLYPHS, toneOf } from "./tone.ts";
export type { Tone } from "./tone.ts";
export { asBelieved, BELIEFS, beliefText } from "./beliefs/index.ts";
export type { BeliefId } from "./beliefs/index.ts";
export { keyMoments, sentenceOf, snapshotOf, transcriptOf } from "./reading/index.ts";
export { isRight, questionsOf } from "./questions/index.ts";
export type { Answer, Question, Skill } from "./questions/index.ts";
export { SKILLS } from "./skills.ts";
export {
  arrival,
  brokenWorld,
  findScenario,
  gradeOf,
  nextScenarios,
  recommendedOrder,
  SCENARIOS,
} from "./scenarios/index.ts";
export type { Finding, Grade, Scenario } from "./scenarios/index.ts";
export { handDeeds, paced, partingOf, playScenario, toldLogins } from "./play/index.ts";
export type { Deed } from "./play/index.ts";
export { besideLog, LABS, loggedWorld, PUBLIC_LOG, runLab } from "./labs/index.ts";
export type { BesideLog, Lab } from "./labs/index.ts";
export { solve } from "./solver/index.ts";
export { composeTest, estimate } from "./mastery/index.ts";
export {
  attemptsText,
  exerciseAttempt,
  isLasting,
  merged,
  readAttempts,
  reviewCards,
  reviewWorlds,
  skillRatings,
  skillShares,
  solvedScenarios,
  startedScenarios,
  testAttempt,
  unknownAmong,
} from "./progress/index.ts";
export type { Attempt, Exercise, ReadAttempts, ReviewCard, UnreadLine } from "./progress/index.ts";
export { sayIn } from "./words/index.ts";
export type { Language, Params } from "./words/index.ts";
