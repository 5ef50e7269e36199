/**
 * From what was seen of a cluster to verdicts.
 *
 * The confusing thing is that a pod has many texts and they do not agree: the status is one look behind the events, warnings about
 * secrets come at every look though nothing needs them, and old events outlive the trouble that they tell of. So the text that
 * tells most is taken, the rest of what is known only moves its causes, and what waits for its image is never explained by something
 * that befell it elsewhere.
 */
export { diagnose, weigh } from "./diagnose.ts";
export type { DiagnoseOptions, Weighed } from "./diagnose.ts";
export { judgeImages } from "./judge-images.ts";
export { podsWithoutVerdict } from "./pods-without-verdict.ts";
export { pullSentence, pullsUnderWay } from "./pulls-under-way.ts";
export type { PullUnderWay } from "./pulls-under-way.ts";
export { isSeenFromHere } from "./reach-rules.ts";
