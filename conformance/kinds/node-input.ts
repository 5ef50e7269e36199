import type { PullPolicy, VerificationPolicy } from "../../src/kinds/index.ts";
import type { RuntimeScript, StoredImage } from "./scripted-runtime.ts";

/** Input of the kinds image-manager and pull-records: a node, and what happens on it. Times are seconds since the start. */
export interface NodeInput {
  readonly kubelet: KubeletInput;
  readonly presentImages: readonly StoredImage[];
  readonly node?: { readonly configJson?: string; readonly dockercfg?: string };
  readonly credentialPlugins?: boolean;
  readonly serviceAccounts?: readonly { readonly namespace: string; readonly name: string; readonly uid: string }[];
  readonly steps: readonly (PullStep | OperationStep)[];
}

export interface KubeletInput {
  readonly serializeImagePulls: boolean;
  readonly maxParallelImagePulls: number | null;
  readonly registryPullQPS: number;
  readonly registryBurst: number;
  readonly backoffInitialSeconds: number;
  readonly backoffMaxSeconds: number;
  readonly ensureSecretPulledImages?: boolean;
  readonly imagePullCredentialsVerificationPolicy?: VerificationPolicy;
  readonly preloadedImagesVerificationAllowlist?: readonly string[];
}

export interface PullStep {
  readonly op?: undefined;
  readonly at: number;
  readonly podUID: string;
  readonly podName: string;
  readonly namespace: string;
  readonly container: string;
  readonly image: string;
  readonly policy: PullPolicy;
  readonly serviceAccount?: string;
  readonly secrets?: readonly SecretInput[];
  readonly runtime: RuntimeScript;
}

export interface SecretInput {
  readonly name: string;
  readonly uid: string;
  /** Absent: the pod's. */
  readonly namespace?: string;
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

export type OperationStep = { readonly at: number } & (
  | { readonly op: "restart" | "prune" }
  | ({ readonly op: "load" } & StoredImage)
  | { readonly op: "remove"; readonly image: string }
  | { readonly op: "serviceAccount"; readonly namespace: string; readonly serviceAccount: string; readonly uid: string }
);
