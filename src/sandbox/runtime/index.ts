/**
 * The container runtime of a node: image store, puller, sandboxes, containers.
 *
 * The confusing thing is what a runtime says. It sees requests and answers; what reaches the kubelet is one sentence, and
 * each runtime and version has its own. So the puller ends with facts (`PullFault`), and a table of phrases, checked
 * against recordings of the real ones, makes the sentence.
 */
export type { DiskUse, Runtime } from "./contract.ts";
export { createRuntime } from "./create-runtime.ts";
