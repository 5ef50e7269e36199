/**
 * The endpoints of the OCI distribution API, behind the guard.
 *
 * The confusing thing is a manifest's reference: a tag is read, written and deleted as a name, a digest as content, and
 * deleting content takes every tag with it.
 */
export { answerCall } from "./answer-call.ts";
export type { Call } from "./call.ts";
export { answerBlob } from "./pull-api.ts";
