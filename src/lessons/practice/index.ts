/**
 * Questions that follow one run from its beginning to its end: what comes next, what led to this, when it is tried again, what is wrong. The
 * confusing thing is that they are questions like those of the templates, but there are as many as the run has steps.
 */
export { diagnosisQuestion } from "./diagnosis-question.ts";
export { diagnosisTask } from "./diagnosis-task.ts";
export type { DiagnosisTask } from "./diagnosis-task.ts";
export { predictions } from "./predictions.ts";
export { timings } from "./timings.ts";
export { whyQuestions } from "./why-questions.ts";
