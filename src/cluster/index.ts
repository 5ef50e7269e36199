/**
 * Looks into a cluster, with as few requests as possible.
 *
 * The confusing thing is what it means not to see something. A role may forbid events or secrets, and the answer is then not that there
 * are none: so everything that could not be read is named beside what was.
 */
export type { ClusterAccess, ClusterAnswer, ClusterRequest } from "./contract.ts";
export type { ClusterFault } from "./fault.ts";
export { gatherAccounts } from "./gather-accounts.ts";
export { gatherNodes } from "./gather-nodes.ts";
export { gatherPods } from "./gather-pods.ts";
export type { Gathered, NotSeen } from "./gather-pods.ts";
export { gatherPullSecrets, isPod } from "./gather-secrets.ts";
export type { PullSecrets } from "./gather-secrets.ts";
export { gatherSiblings } from "./gather-siblings.ts";
export { leastRole } from "./least-role.ts";
export { readList, readObject } from "./read.ts";
export type { Reader } from "./read.ts";
export { typeOf } from "./resource-type.ts";
export type { ClusterTarget, NamedObject } from "./target.ts";
export { createObject, deleteObject, patchObject } from "./write.ts";
export type { Writer } from "./write.ts";
