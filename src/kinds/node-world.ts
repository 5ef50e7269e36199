import type { Minor } from "./minor.ts";
import type { RuntimeName } from "./runtime-name.ts";

export interface NodeWorld {
  readonly name: string;
  /** IPv4 address of the node; `10.0.0.10` when absent. */
  readonly address?: string;
  /** Name server of the node with its port; `10.0.0.2:53` when absent. */
  readonly resolver?: string;
  readonly platform: string;
  readonly images: readonly NodeImageWorld[];
  /** Records of pulls that the kubelet finds on its disk. */
  readonly pullRecords?: readonly PullRecordWorld[];
  /** The kubelet's own docker config file, as text. */
  readonly dockerConfig?: string;
  /** Its own kubelet and runtime; the world's when absent. */
  readonly version?: Minor;
  readonly runtime?: RuntimeName;
  readonly kubelet: KubeletConfiguration;
  /** How the runtime is told to reach registries; straight when absent. */
  readonly reach?: ReachWorld;
  /** Free bytes for image content; plenty when absent. */
  readonly diskFree?: number;
  /** What else is wrong with the disk: nothing can be written, or no more files. */
  readonly storage?: "read-only" | "no-inodes";
  /** Image of the sandboxes, pulled without a login when the first pod comes; it lies there when absent. */
  readonly pauseImage?: string;
  /** What pods meet before any of their images: no plugin for their network. */
  readonly podNetwork?: "no-plugin";
  /** CRI-O does not complete names without a host. */
  readonly shortNames?: "refused";
  /** How long the runtime takes for what is not a pull. */
  readonly timing: NodeTiming;
}

export interface NodeTiming {
  readonly sandboxStart: number;
  readonly containerStart: number;
  /** At random up to so many times longer each time; not at all when absent. */
  readonly spread?: number;
}

/** An image that lies on the node at the start: preloaded, or pulled before by a pod with these secrets. */
export interface NodeImageWorld {
  readonly image: string;
  readonly size: number;
  /** What a pull has left: all its names, its id, its bytes when unpacked, and what it is. */
  readonly pulled?: {
    readonly names: readonly string[];
    readonly id: string;
    readonly unpacked: number;
    readonly platform?: string;
    readonly exit?: { readonly code: number; readonly after: number };
    readonly readyAfter?: number;
    readonly failsAfter?: number;
    readonly log?: string;
    readonly programs?: readonly string[];
  };
}

/** What a kubelet has noted of an image that it pulled (ImagePulledRecord): who may use it. */
export interface PullRecordWorld {
  readonly imageRef: string;
  /** By repository. */
  readonly credentialMapping: Readonly<Record<string, PullCredentialsWorld>>;
}

export interface PullCredentialsWorld {
  readonly nodePodsAccessible?: true;
  readonly kubernetesSecrets?: readonly (Coordinates & { readonly credentialHash: string })[];
  readonly kubernetesServiceAccounts?: readonly Coordinates[];
}

interface Coordinates {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
}

/** The fields of KubeletConfiguration that matter here, under their own names. */
export interface KubeletConfiguration {
  readonly serializeImagePulls: boolean;
  /** When pods are ended because the disk of images is full: `imagefs.available` of `15%`, `1Gi`. Never when absent. */
  readonly evictionHard?: { readonly "imagefs.available"?: string };
  /** Absent: no limit. */
  readonly maxParallelImagePulls?: number;
  /** 0: no throttle. */
  readonly registryPullQPS: number;
  readonly registryBurst: number;
  /** The gate KubeletEnsureSecretPulledImages; absent: the minor's default. */
  readonly ensureSecretPulledImages?: boolean;
  readonly imagePullCredentialsVerificationPolicy: VerificationPolicy;
  readonly preloadedImagesVerificationAllowlist: readonly string[];
}

export type VerificationPolicy =
  | "NeverVerify"
  | "NeverVerifyPreloadedImages"
  | "NeverVerifyAllowlistedImages"
  | "AlwaysVerify";

/** What an administrator tells a runtime of the way to registries: hosts.toml, its unit's proxy, authorities. */
export interface ReachWorld {
  readonly mirrors: readonly MirrorsWorld[];
  readonly proxy?: ProxyWorld;
  /** Hosts whose private authority the node trusts. */
  readonly trusts: readonly string[];
}

/** Whom the runtime asks instead of a registry, and in which order. */
export interface MirrorsWorld {
  /** The host as images name it (`docker.io`), or `*` for every host that has no entry. */
  readonly registry: string;
  readonly hosts: readonly MirrorHost[];
  /** Whether the registry itself is asked when no mirror could answer. */
  readonly upstream: boolean;
}

export interface MirrorHost {
  readonly host: string;
  /** What stands before the repository in paths; `/v2` when absent (`override_path`). */
  readonly path?: string;
  /** Spoken to without TLS; with TLS, and whatever certificate. */
  readonly plainHttp?: boolean;
  readonly skipVerify?: boolean;
}

/** `HTTPS_PROXY` and `NO_PROXY` of the runtime, and what the proxy does. */
export interface ProxyWorld {
  /** `proxy.example:3128` */
  readonly host: string;
  /** IPv4 address of the proxy; one made from the name when absent. */
  readonly address?: string;
  /** Hosts, domains and networks that are reached without it. */
  readonly noProxy: readonly string[];
  readonly answer: ProxyAnswer;
}

/**
 * How a proxy answers: it lets everything through; it wants a login, forbids, or cannot (407, 403, 503); it is a server that
 * is no proxy; it opens TLS with an authority of its own. Or it is not reached.
 */
export type ProxyAnswer =
  | "ok"
  | "login-wanted"
  | "forbidden"
  | "unavailable"
  | "not-a-proxy"
  | "intercepts"
  | "dns-nxdomain"
  | "connection-refused"
  | "connection-timeout";

export type NodeChange =
  | { readonly load: NodeImageWorld }
  | { readonly remove: { readonly image: string } }
  | { readonly restartKubelet: true }
  /** What is named is told anew; without a proxy is `null`. */
  | { readonly configure: NodeSettings };

export interface NodeSettings {
  readonly mirrors?: readonly MirrorsWorld[];
  readonly proxy?: ProxyWorld | null;
  readonly trusts?: readonly string[];
  readonly diskFree?: number;
}
