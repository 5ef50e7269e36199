/**
 * Questions about runs. The confusing thing is where wrong answers come from: nobody writes them. The world is run once more by a kubelet
 * with a wrong belief, and what comes out there is offered beside what really happens.
 */
export type { Question, Skill } from "./contract.ts";
export { SKILLS } from "../skills.ts";
export { questionsOf } from "./make.ts";
export { isRight } from "./mark.ts";
export type { Answer } from "./mark.ts";
