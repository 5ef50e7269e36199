/**
 * The controller manager and the scheduler, as far as pods come from them.
 *
 * The confusing thing is that nobody hands a change on: a Deployment does not start pods. Each controller sees the whole
 * state a moment after something has changed, writes what is missing for its own kind, and that wakes the next one.
 */
export { ensureNamespace } from "./namespaces.ts";
export { createSystemObjects } from "./system-objects.ts";
export { startControllers } from "./start.ts";
