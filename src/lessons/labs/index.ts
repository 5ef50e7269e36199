/**
 * Comparisons: one world gone on with in several ways, and what is measured of each. The confusing thing is that a lab knows no result: its
 * table is read off the runs, so that it is another one where other rules hold.
 */
export type * from "./contract.ts";
export { LABS, runLab } from "./labs.ts";
export { PUBLIC_LOG } from "./public-log.data.ts";
export { besideLog, loggedWorld } from "./public-log.ts";
export type { BesideLog } from "./public-log.ts";
