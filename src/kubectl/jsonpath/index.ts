/**
 * What `-o jsonpath=…` takes out of an object. The confusing thing is what is not there: it is empty, and no failure. The
 * library that follows paths is loaded only where one is followed.
 */
export { loadJsonpath } from "./load.ts";
export { parseJsonpath } from "./template.ts";
export type { JsonpathTemplate } from "./template.ts";
