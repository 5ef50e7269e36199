/**
 * The taxonomy: what can be the cause of a failed image pull, how to tell, and what to do.
 *
 * The confusing thing is that a leaf is a cause and not a message: `denied` may be any of seven leaves, and one leaf shows itself in
 * twenty wordings. Near misses (`nm-…`) are leaves too, so that what is no failed pull is called by its name instead of being forced
 * into one.
 */
export type { Cause } from "./cause.ts";
export { causeOf, CAUSES, findCause } from "./causes.ts";
export { fillCommand, fillPhrase, fillSentence } from "./fill.ts";
export type { Places } from "./fill.ts";
