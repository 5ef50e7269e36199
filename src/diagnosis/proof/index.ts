/**
 * What to look at next, until the cause of a failed pull is proven.
 *
 * The confusing thing is that more looks are not more truth: a registry answers another host than the node, and each question costs it
 * something. So a probe is made only for pods whose remaining causes it tells apart, and none where the cause is proven; which probe
 * tells what apart is a table.
 */
export { PROBES } from "./probes.data.ts";
export type { Probe, ProbeId } from "./probes.data.ts";
export { askImages } from "./ask-images.ts";
export type { AskedImages, ImagesQuestion } from "./ask-images.ts";
export { prove } from "./prove.ts";
export type { Exchanged, Proof, ProofPorts } from "./prove.ts";
