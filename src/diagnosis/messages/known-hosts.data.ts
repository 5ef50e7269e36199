/** Who runs a registry; words for texts are in `SERVICE_NAMES`. */
export type Service =
  | "docker-hub"
  | "ghcr"
  | "github-packages"
  | "quay"
  | "kubernetes"
  | "gcr"
  | "gar"
  | "ecr"
  | "ecr-public"
  | "acr"
  | "mcr"
  | "nvcr"
  | "red-hat"
  | "gitlab"
  | "other-public";

export interface KnownHost {
  readonly service: Service;
  /** The registry or its token service, or where its layers are stored. */
  readonly serves: "registry" | "blobs";
  /** The whole name, or its end where it starts with a dot. */
  readonly host: string;
  /** Stands somewhere before the end. */
  readonly within?: string;
}

/**
 * Registries and blob stores that anybody can reach and whose certificates public authorities sign. The first that fits
 * counts. Names as their operators publish them in firewall guides.
 */
export const KNOWN_HOSTS: readonly KnownHost[] = [
  { service: "docker-hub", serves: "registry", host: "docker.io" },
  { service: "docker-hub", serves: "registry", host: ".docker.io" },
  { service: "docker-hub", serves: "registry", host: "registry.hub.docker.com" },
  { service: "docker-hub", serves: "blobs", host: ".docker.com", within: "production.cloud" },
  { service: "docker-hub", serves: "blobs", host: ".r2.cloudflarestorage.com", within: "docker-images-prod" },
  { service: "ghcr", serves: "registry", host: "ghcr.io" },
  { service: "github-packages", serves: "registry", host: "docker.pkg.github.com" },
  { service: "ghcr", serves: "blobs", host: ".githubusercontent.com" },
  { service: "quay", serves: "registry", host: "quay.io" },
  { service: "quay", serves: "blobs", host: ".quay.io" },
  { service: "kubernetes", serves: "registry", host: "registry.k8s.io" },
  { service: "kubernetes", serves: "registry", host: "k8s.gcr.io" },
  { service: "kubernetes", serves: "blobs", host: ".amazonaws.com", within: "prod-registry-k8s-io" },
  { service: "gcr", serves: "registry", host: "mirror.gcr.io" },
  { service: "gcr", serves: "registry", host: "gcr.io" },
  { service: "gcr", serves: "registry", host: ".gcr.io" },
  { service: "gar", serves: "registry", host: ".pkg.dev" },
  { service: "gcr", serves: "blobs", host: "storage.googleapis.com" },
  { service: "ecr-public", serves: "registry", host: "public.ecr.aws" },
  { service: "ecr", serves: "registry", host: ".amazonaws.com", within: ".dkr.ecr" },
  { service: "ecr", serves: "registry", host: ".amazonaws.com.cn", within: ".dkr.ecr" },
  { service: "ecr", serves: "blobs", host: ".amazonaws.com", within: "s3" },
  { service: "ecr", serves: "blobs", host: ".cloudfront.net" },
  { service: "acr", serves: "registry", host: ".azurecr.io" },
  { service: "acr", serves: "registry", host: ".azurecr.cn" },
  { service: "acr", serves: "blobs", host: ".blob.core.windows.net" },
  { service: "mcr", serves: "blobs", host: ".data.mcr.microsoft.com" },
  { service: "mcr", serves: "registry", host: "mcr.microsoft.com" },
  { service: "nvcr", serves: "registry", host: "nvcr.io" },
  { service: "red-hat", serves: "registry", host: "registry.redhat.io" },
  { service: "red-hat", serves: "registry", host: ".redhat.com" },
  { service: "gitlab", serves: "registry", host: "registry.gitlab.com" },
  { service: "gitlab", serves: "registry", host: "gitlab.com" },
  { service: "other-public", serves: "registry", host: "docker.elastic.co" },
  { service: "other-public", serves: "registry", host: "lscr.io" },
  { service: "other-public", serves: "registry", host: "registry.fedoraproject.org" },
  { service: "other-public", serves: "registry", host: "cgr.dev" },
  { service: "other-public", serves: "registry", host: "xpkg.upbound.io" },
  { service: "other-public", serves: "registry", host: ".icr.io" },
  { service: "other-public", serves: "registry", host: "icr.io" },
  { service: "other-public", serves: "registry", host: ".aliyuncs.com" },
  { service: "other-public", serves: "registry", host: ".bintray.io" },
  { service: "other-public", serves: "registry", host: "registry.ollama.ai" },
  { service: "other-public", serves: "registry", host: "container-registry.oracle.com" },
];

/** Where images have moved away from or were shut down; the start of the completed name. */
export const RETIRED_REPOSITORIES: readonly string[] = [
  "docker.io/bitnami/",
  "k8s.gcr.io/",
  "gcr.io/google_containers/",
  "gcr.io/google-containers/",
  "gcr.io/kubebuilder/",
  "gcr.io/kubernetes-helm/",
  "docker.bintray.io/",
  "docker.pkg.github.com/",
  "quay.io/coreos/",
  "quay.io/kubernetes-ingress-controller/",
];

/** Pages that texts point readers to; nothing was asked of them. */
export const ADVICE_HOSTS: ReadonlySet<string> = new Set([
  "access.redhat.com",
  "aka.ms",
  "cloud.google.com",
  "docs.docker.com",
  "docs.github.com",
  "docs.aws.amazon.com",
  "docs.microsoft.com",
  "learn.microsoft.com",
  "docker.com",
  "www.docker.com",
  "github.com",
  "hub.docker.com",
  "kubernetes.io",
  "goo.gl",
  "success.docker.com",
]);
