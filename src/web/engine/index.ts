/**
 * The engine as the page asks it. The confusing thing is that there is no cluster that lives on in the page: whatever a
 * learner does becomes an action of the world at an instant, and the world is run again from its start. So every past can
 * be gone back to, and a branch is nothing but a list of actions.
 */
export type * from "./contract.ts";
export type { Built } from "./break-task.ts";
export type { DiagnosisTask } from "../../lessons/practice/index.ts";
export type { PasteAnswer } from "./paste.ts";
export { answer } from "./answer.ts";
