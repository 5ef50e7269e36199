/**
 * Error messages of kubelets, runtimes and image tools, read.
 *
 * The confusing thing is that a message says where a pull broke, seldom why. The same words come from a missing repository and from a
 * missing login, because registries do not tell strangers what exists; the same 401 comes from a wrong password and from none. So a
 * reading is a ranked list, and what else is known (the host that was asked, how far the pull came, the form of the name) only moves it.
 */
export { classify } from "./classify.ts";
export type { Message, Reading } from "./classify.ts";
export type { Facts } from "./facts.ts";
export type { Host } from "./host.ts";
export { innermostOf } from "./innermost.ts";
export { PATTERNS } from "./patterns.ts";
