/**
 * Which mirrors a node asks in a registry's stead, read from the files that say so.
 *
 * The confusing thing is that each runtime has a file of its own: containerd a folder of `hosts.toml` for each registry, CRI-O and podman
 * one `registries.conf`, k3s a `registries.yaml`; and what is asked after all mirrors have failed differs too.
 */
export { mirrorsFor } from "./mirror-rule.ts";
export type { MirrorEndpoint, MirrorRule } from "./mirror-rule.ts";
export { readMirrors } from "./read-mirrors.ts";
