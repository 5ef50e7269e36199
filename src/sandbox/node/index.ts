/**
 * A node of the sandbox: the kubelet room, a container runtime and the watch that joins them to the API server. The
 * confusing thing is the direction: the kubelet hears of pods by watch, but writes statuses and events by request.
 */
export { createSandboxNode } from "./sandbox-node.ts";
export type { SandboxNode } from "./sandbox-node.ts";
