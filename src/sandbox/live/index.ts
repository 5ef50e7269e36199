/**
 * A cluster that lives on, for clients from outside: the same parts as a run's, over whatever clock it is given.
 *
 * The confusing thing is time. The cluster's clock may have gone ahead of its clients' (it was sped up, or jumped), so
 * the instants in its answers are moved back by as much, and the ages that kubectl computes are right.
 */
export type * from "./contract.ts";
export { builtInKubectl } from "./built-in-kubectl.ts";
export { CONTROL_PATH } from "./control.ts";
export type { ControlAnswer, ControlRequest } from "./control.ts";
export type { NodeImages } from "./looks.ts";
export { RecentRecorder } from "./recent-recorder.ts";
export { PassingRecorder } from "./passing-recorder.ts";
export { startLive } from "./start-live.ts";
export type { Live } from "./start-live.ts";
