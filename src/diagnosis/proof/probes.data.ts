export type ProbeId =
  | "secrets"
  | "accounts"
  | "nodes"
  | "manifest"
  | "platform"
  | "blobs"
  | "unsent"
  | "repositories"
  | "reach"
  | "siblings"
  | "hosts"
  | "mirrors";

/** One look, and what it is good for. */
export interface Probe {
  readonly id: ProbeId;
  /** What is asked. */
  readonly asks: string;
  /** Causes that its outcome proves or rules out: families, or causes by name. */
  readonly splits: readonly string[];
  /** Families and causes for which it is made although they are proven: it tells what the fix needs. */
  readonly completes?: readonly string[];
  /** Probes that have to be made before, where they are wanted for the pod at all. */
  readonly after?: readonly ProbeId[];
  /** Only where the registry has the image for those whom the kubelet asks as; or only where it has not. */
  readonly when?: "found" | "not-found";
}

/** In rounds: what needs nothing first. */
export const PROBES: readonly Probe[] = [
  {
    id: "secrets",
    asks: "the API server for the pull secrets that the pod names",
    splits: ["auth", "reference", "policy", "rate", "platform", "registry"],
    completes: ["auth-wrong-credentials", "pull-secret-malformed", "pull-secret-missing"],
  },
  {
    id: "accounts",
    asks: "the API server for the pod's service account",
    splits: ["auth-missing"],
    completes: ["auth-missing"],
  },
  {
    id: "nodes",
    asks: "the API server for nodes: platform, images, conditions",
    splits: ["platform-mismatch", "image-retired", "local-image-not-loaded", "disk-full", "tag-not-found"],
    completes: ["platform-mismatch", "repository-not-found", "never-pull-not-present", "auth-missing"],
  },
  {
    id: "manifest",
    asks: "the registry for the manifest, as the kubelet does: with each login that it sends, and anonymously",
    splits: ["reference", "auth", "policy", "rate", "platform", "registry"],
    completes: [
      "tag-not-found",
      "repository-not-found",
      "digest-not-found",
      "auth-wrong-credentials",
      "auth-missing",
      "platform-mismatch",
    ],
    after: ["secrets"],
  },
  {
    id: "reach",
    asks: "the registry anonymously: whether it answers from here, and which certificate it shows",
    splits: [],
    completes: ["network", "tls"],
    after: ["manifest"],
  },
  {
    id: "siblings",
    asks: "the API server for the images of the namespace's pods",
    splits: ["registry-host-missing"],
  },
  {
    id: "hosts",
    asks: "the registries that the pod's secrets and its neighbours name, for an image whose name has no host",
    splits: ["registry-host-missing"],
    after: ["secrets", "manifest", "siblings", "nodes"],
  },
  {
    id: "mirrors",
    asks: "the mirrors that a given file names in the registry's stead, anonymously",
    splits: ["mirror-misconfigured"],
    completes: ["mirror-misconfigured"],
  },
  {
    id: "unsent",
    asks: "the registry, with logins for the same host that the kubelet does not send",
    splits: ["pull-secret-host-mismatch"],
    completes: ["pull-secret-host-mismatch"],
    after: ["secrets", "manifest"],
    when: "not-found",
  },
  {
    id: "platform",
    asks: "the registry for the index and for what is in it",
    splits: [
      "platform-mismatch",
      "not-a-container-image",
      "tag-not-found",
      "repository-not-found",
      "digest-not-found",
      "schema1-unsupported",
      "media-type-unsupported",
      "layer-compression-unsupported",
    ],
    completes: ["platform-mismatch"],
    after: ["manifest", "nodes"],
    when: "found",
  },
  {
    id: "blobs",
    asks: "the registry for each part of the image, without fetching it",
    splits: ["registry-blob-missing", "content-corrupted"],
    after: ["manifest", "platform"],
    when: "found",
  },
  {
    id: "repositories",
    asks: "the registry for the names of its repositories",
    splits: [],
    completes: ["repository-not-found"],
    after: ["manifest", "nodes"],
    when: "not-found",
  },
];
