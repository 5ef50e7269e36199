/**
 * Runs a world and records its trace. The confusing thing is that nothing here waits: all parts of the cluster live on one
 * manual clock, which wakes one of them after the other, so an hour takes as long as its work does.
 */
export { applyObjects } from "./act.ts";
export { buildCluster, logsOf } from "./cluster.ts";
export type { Cluster } from "./cluster.ts";
export type * from "./contract.ts";
export { failedActions } from "./failed-actions.ts";
export type { FailedAction } from "./failed-actions.ts";
export { startActions } from "./play.ts";
export { recordWorld } from "./record-world.ts";
export type { Recording } from "./record-world.ts";
export { runWorld } from "./run-world.ts";
export { showWorld } from "./show-world.ts";
export { worldNow } from "./world-now.ts";
export { TraceRecorder } from "./trace-recorder.ts";
