/**
 * A run as something to be read: its key moments, its prose, its concept card. The confusing thing is that none of it is
 * written by anybody: each is found in the steps, and where a run has no such moment, there is none.
 */
export { keyMoments } from "./moments.ts";
export { snapshotOf } from "./snapshot.ts";
export { sentenceOf, transcriptOf } from "./transcript.ts";
