/**
 * kubectl command lines, carried out: parsed, turned into requests, and answered with what kubectl prints.
 *
 * The confusing thing is `apply`: it is not the server that knows what was removed from a manifest. kubectl keeps the last
 * manifest in an annotation of the object and works out the patch itself, from three versions of it.
 */
export { runKubectl } from "./run-kubectl.ts";
export { shellWords } from "./shell-words.ts";
export type { KubectlResult } from "./run-kubectl.ts";
