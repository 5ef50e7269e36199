import type {
  Minor,
  MirrorHost,
  NodeImageWorld,
  ProxyAnswer,
  PullRecordWorld,
  RuntimeName,
  VerificationPolicy,
} from "../../kinds/index.ts";

/** Bytes, or `64KiB`, `2MiB`. */
export type SizeFile = number | string;

export interface NodeImageFile {
  readonly image: string;
  readonly size?: SizeFile;
  readonly pulled?: NonNullable<NodeImageWorld["pulled"]>;
}

export interface NodeFile {
  readonly name?: string;
  readonly address?: string;
  readonly resolver?: string;
  readonly platform?: string;
  readonly images?: readonly NodeImageFile[];
  readonly pullRecords?: readonly PullRecordWorld[];
  readonly dockerConfig?: string;
  readonly runtime?: RuntimeName;
  readonly mirrors?: readonly MirrorsFile[];
  readonly proxy?: ProxyFile;
  readonly trusts?: readonly string[];
  readonly diskFree?: SizeFile;
  readonly storage?: "read-only" | "no-inodes";
  readonly pauseImage?: string;
  readonly podNetwork?: "no-plugin";
  readonly shortNames?: "refused";
  readonly kubelet?: {
    readonly version?: Minor;
    readonly serializeImagePulls?: boolean;
    readonly maxParallelImagePulls?: number;
    readonly evictionHard?: { readonly "imagefs.available"?: string };
    readonly registryPullQPS?: number;
    readonly registryBurst?: number;
    readonly ensureSecretPulledImages?: boolean;
    readonly imagePullCredentialsVerificationPolicy?: VerificationPolicy;
    readonly preloadedImagesVerificationAllowlist?: readonly string[];
  };
  readonly timing?: { readonly sandboxStart?: string; readonly containerStart?: string; readonly spread?: number };
}

/** Mirrors of a registry (`*`: of every other one), in the order in which they are asked; then the registry itself. */
export interface MirrorsFile {
  readonly registry: string;
  readonly hosts: readonly MirrorHost[];
  readonly upstream?: boolean;
}

export interface ProxyFile {
  readonly host: string;
  readonly address?: string;
  readonly noProxy?: readonly string[];
  readonly answer?: ProxyAnswer;
}

export interface SettingsFile {
  readonly mirrors?: readonly MirrorsFile[];
  readonly proxy?: ProxyFile | null;
  readonly trusts?: readonly string[];
  readonly diskFree?: SizeFile;
}
