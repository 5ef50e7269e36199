/**
 * Whether a container may have its image, and what it takes (pkg/kubelet/images).
 *
 * The confusing thing is the back-off. Its window belongs to the pod's uid and the image string as written, not to the image, the
 * container or the registry. It is armed when a pull has failed and forbids the next one; nothing but time opens it, not a
 * repaired registry and not a new secret, and a success does not reset it. And an image that lies on the node is not always
 * free to use: from 1.35 on a pod must show credentials that have once pulled it.
 */
export { BackOff } from "./back-off.ts";
export type { BackOffEntry } from "./back-off.ts";
export type * from "./contract.ts";
export { grpcText } from "./cri-text.ts";
export { createImageManager } from "./image-manager.ts";
export { IMAGE_MACHINE } from "./machine.data.ts";
export type { Machine, MachineState, MachineTransition, StateId, StateKind } from "./machine.data.ts";
export { PullRecordFiles } from "./pull-record-files.ts";
export { verificationPolicy, verifiesPresentImages } from "./verification-policy.ts";
