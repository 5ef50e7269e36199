/**
 * World files: what a person writes, read and filled in. The confusing thing is that a world is both the stage and the
 * play: the initial state *and* the actions over time, so that one file decides every byte of a trace.
 */
export type * from "./contract.ts";
export { REGISTRY_ANSWERS } from "./contract.ts";
export { worldFileSchema } from "./file-schema.ts";
export { maskCommand, withoutSecrets } from "./mask.ts";
export { worldOfObjects } from "./of-objects.ts";
export { readManifests } from "./read-manifests.ts";
export { readWorld } from "./read-world.ts";
export { writeWorld } from "./write-world.ts";
export { workloadsOf } from "./workloads.ts";
