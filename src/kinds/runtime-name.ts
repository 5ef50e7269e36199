/** Container runtimes whose words the sandbox's runtime can speak. */
export const RUNTIMES = ["containerd-2.2", "containerd-1.7", "containerd-1.6", "cri-o", "cri-dockerd"] as const;

export type RuntimeName = (typeof RUNTIMES)[number];

export const DEFAULT_RUNTIME: RuntimeName = "containerd-2.2";
