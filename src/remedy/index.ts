/**
 * What can be done about a failed pull, done, and watched.
 *
 * The confusing thing is where: pods are copies, so a change belongs where they are copied from, and a login where it is kept. A plan is
 * made of what was read at one moment, and each change says of which version of the object: what somebody else has changed since is never
 * overwritten.
 */
export { applyPlan } from "./apply-plan.ts";
export type { Applied } from "./apply-plan.ts";
export type { Answer, Choices, Question } from "./case.ts";
export { editManifest } from "./manifest-edit.ts";
export type { EditedManifest, ManifestEdit } from "./manifest-edit.ts";
export { surroundingsOfManifests } from "./manifest-surroundings.ts";
export { loginIn } from "./logins.ts";
export { idText } from "./plan.ts";
export type { Change, Need, ObjectId, Plan } from "./plan.ts";
export { planFix, questionsOf } from "./plan-fix.ts";
export { planUndo } from "./plan-undo.ts";

export { planUnfinished } from "./unfinished.ts";
export { keysOf, progressOf } from "./progress.ts";
export { lookAround, specPathOf } from "./surroundings.ts";
export type { Surroundings } from "./surroundings.ts";
