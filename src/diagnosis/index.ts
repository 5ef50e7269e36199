/**
 * Why an image pull failed.
 *
 * The confusing thing is that the answer is seldom in one text: the message says where it broke, the pod what was asked for, the
 * events whether it ever worked. `messages/` reads texts, `causes/` is what can be the matter, `verdicts/` weighs everything that was
 * seen, `proof/` looks at what tells apart what is left open,
 * `texts/` says it.
 */
export { answerFacts } from "./answers/index.ts";
export { causeOf, CAUSES, findCause } from "./causes/index.ts";
export type { Cause } from "./causes/index.ts";
export { loginsOf } from "./logins/index.ts";
export type { LoginsQuestion } from "./logins/index.ts";
export { maskSecrets } from "./mask-secrets.ts";
export { classify } from "./messages/index.ts";
export type { Message, Reading } from "./messages/index.ts";
export {
  causePages,
  causeTable,
  explanationList,
  explanationMarkdown,
  explanationOf,
  explanationText,
  verdictMarkdown,
  verdictText,
} from "./texts/index.ts";
export type { Explanation, ExplainTextOptions, VerdictStyle, VerdictTextOptions, VerdictTone } from "./texts/index.ts";
export { askImages, PROBES, prove } from "./proof/index.ts";
export type { AskedImages, ImagesQuestion, Exchanged, Probe, ProbeId, Proof, ProofPorts } from "./proof/index.ts";
export { diagnose, judgeImages, podsWithoutVerdict, pullSentence, pullsUnderWay } from "./verdicts/index.ts";
export type { DiagnoseOptions, PullUnderWay } from "./verdicts/index.ts";
