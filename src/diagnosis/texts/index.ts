/**
 * Verdicts and causes as texts.
 *
 * The confusing thing is room: a verdict has to fit a screen of 25 lines and 80 columns, and what is to be copied may not be broken. So
 * commands stand on lines of their own, whole, and what matters least is left out first.
 */
export { causePages, causeTable, explanationMarkdown } from "./explain-markdown.ts";
export { explanationList, explanationText } from "./explain.ts";
export type { ExplainTextOptions } from "./explain.ts";
export { explanationOf } from "./explanation.ts";
export type { Explanation } from "./explanation.ts";
export type { VerdictStyle, VerdictTone } from "./style.ts";
export { verdictMarkdown } from "./verdict-markdown.ts";
export { verdictText } from "./verdict-text.ts";
export type { VerdictTextOptions } from "./verdict-text.ts";
