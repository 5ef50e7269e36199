/**
 * Pods on a node: when the kubelet looks at them, what it starts, and what it writes about them (pkg/kubelet).
 *
 * The confusing thing is the order inside one sync: the status is computed and published first, from what is known by then,
 * and only after that is anything tried. So what a sync finds out shows at the next one, 10 to 16 seconds later, while the
 * events of it show at once.
 */
export type * from "./contract.ts";
export { createKubelet } from "./kubelet.ts";
export { machine } from "./machine.ts";
export { logSource } from "./logs.ts";
