/** Registries whose token service is of another site. */
export const REALM_PAIRS: readonly { readonly registry: RegExp; readonly realm: RegExp; readonly source: string }[] = [
  {
    registry: /^lscr\.io$/,
    realm: /^ghcr\.io$/,
    source: "https://github.com/getwud/wud/issues/143",
  },
  {
    registry: /^registry\.([a-z0-9-]+)\.aliyuncs\.com$/,
    realm: /^dockerauth\.([a-z0-9-]+)\.aliyuncs\.com$/,
    source: "https://github.com/kubernetes/minikube/pull/13782",
  },
  {
    registry: /^registry\.jujucharms\.com$/,
    realm: /^api\.charmhub\.io$/,
    source: "https://github.com/juju/juju/issues/22050",
  },
];

/** What an answer means that is not what the specification would lead one to think. */
export interface Deviation {
  readonly vendor: string;
  readonly place: "registry" | "token-service";
  readonly statuses: readonly number[];
  /** Of `CODE: message`, or of the beginning of the body. */
  readonly pattern: RegExp;
  readonly means:
    | "login-expired"
    | "login-refused"
    | "wants-login"
    | "forbidden"
    | "policy"
    | "address"
    | "no-repository"
    | "throttle";
  /** The words as they were seen; the code before them as the specification writes it, since clients print it in lower case. */
  readonly sample: string;
  readonly source: string;
}

/** The first row that fits counts. */
export const DEVIATIONS: readonly Deviation[] = [
  {
    vendor: "ECR",
    place: "registry",
    statuses: [401, 403],
    pattern: /authorization token has expired/i,
    means: "login-expired",
    sample: "DENIED: Your authorization token has expired. Reauthenticate and try again.",
    source: "https://github.com/aws-samples/eks-workshop/issues/1544",
  },
  {
    vendor: "ECR",
    place: "registry",
    statuses: [400, 401, 403],
    pattern: /security token included in the request is (?:invalid|expired)/i,
    means: "login-refused",
    sample: "DENIED: The security token included in the request is invalid",
    source: "https://github.com/kubernetes/kubernetes/pull/69141",
  },
  {
    vendor: "ECR Public",
    place: "registry",
    statuses: [400, 404],
    pattern: /The repository with name '[^']*' does not exist/,
    means: "no-repository",
    sample: "NAME_UNKNOWN: The repository with name 'yelb/yelb-ui' does not exist in the registry with id 'v2k0k1b1'",
    source: "https://github.com/aws-samples/eks-alb-istio-with-tls/issues/7",
  },
  {
    vendor: "ECR",
    place: "registry",
    statuses: [400, 403, 429, 503],
    pattern: /ThrottlingException|Rate exceeded/,
    means: "throttle",
    sample: "ThrottlingException: Rate exceeded",
    source: "https://github.com/kubernetes/kubernetes/issues/37962",
  },
  {
    vendor: "ACR",
    place: "registry",
    statuses: [401, 403],
    pattern: /client with IP '[^']*' is not allowed access/i,
    means: "address",
    sample:
      "DENIED: client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    source: "https://github.com/Azure/acr/issues/633",
  },
  {
    vendor: "ACR",
    place: "token-service",
    statuses: [401, 403],
    pattern: /client with IP '[^']*' is not allowed access/i,
    means: "address",
    sample:
      "DENIED: client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.",
    source: "https://github.com/Azure/acr/issues/633",
  },
  {
    vendor: "Harbor",
    place: "registry",
    statuses: [403, 412],
    pattern: /cannot be pulled due to configured policy|PROJECTPOLICYVIOLATION/,
    means: "policy",
    sample:
      'PROJECTPOLICYVIOLATION: current image with "" vulnerable\' cannot be pulled due to configured policy in \'Prevent images with vulnerability severity of "Low" from running.\'',
    source: "https://github.com/goharbor/harbor/issues/11202",
  },
  {
    vendor: "GAR, GCR",
    place: "registry",
    statuses: [401, 403],
    pattern: /Unauthenticated requests? do(?:es)? not have permission/i,
    means: "wants-login",
    sample:
      'DENIED: Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource',
    source: "https://github.com/google/fuzzbench/issues/1981",
  },
  {
    vendor: "GitLab",
    place: "token-service",
    statuses: [401, 403],
    pattern: /HTTP Basic: Access denied/,
    means: "login-refused",
    sample:
      "UNAUTHORIZED: HTTP Basic: Access denied. If a password was provided for Git authentication, the password was incorrect",
    source: "https://github.com/basecamp/kamal/issues/1498",
  },
  {
    vendor: "GitLab",
    place: "token-service",
    statuses: [403],
    pattern: /access forbidden/,
    means: "forbidden",
    sample: "DENIED: access forbidden",
    source: "https://github.com/youtous/docker-mailserver-traefik/issues/5",
  },
  {
    vendor: "GHCR",
    place: "token-service",
    statuses: [403],
    pattern: /^DENIED: denied$/,
    means: "forbidden",
    sample: "DENIED: denied",
    source: "https://github.com/groundnuty/k8s-wait-for/issues/70",
  },
  {
    vendor: "Quay",
    place: "registry",
    statuses: [401],
    pattern: /access to the requested resource is not authorized/,
    means: "wants-login",
    sample: "UNAUTHORIZED: access to the requested resource is not authorized",
    source: "https://github.com/goharbor/harbor-helm/issues/1888",
  },
  {
    vendor: "GAR, GCR",
    place: "token-service",
    statuses: [401, 403],
    pattern: /Unauthenticated requests? do(?:es)? not have permission/i,
    means: "wants-login",
    sample:
      'DENIED: Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource',
    source: "https://github.com/google/fuzzbench/issues/1981",
  },
  {
    vendor: "Artifactory",
    place: "registry",
    statuses: [401, 403],
    pattern: /client does not have permission for manifest/i,
    means: "forbidden",
    sample: "UNAUTHORIZED: The client does not have permission for manifest",
    source: "https://github.com/kubernetes/kubernetes/issues/65958",
  },
  {
    vendor: "NVCR",
    place: "token-service",
    statuses: [401, 403],
    pattern: /Access Denied/,
    means: "forbidden",
    sample: "DENIED: Access Denied",
    source: "https://github.com/NVlabs/alpasim/issues/44",
  },
  {
    vendor: "Docker Hub",
    place: "token-service",
    statuses: [401],
    pattern: /incorrect username or password/i,
    means: "login-refused",
    sample: ": incorrect username or password",
    source: "https://github.com/docker-archive-public/docker.kitematic/issues/2841",
  },
];

/** Registries by host, and whether they refuse a name that does not exist as they refuse one that may not be seen. */
export interface Vendor {
  readonly name: string;
  readonly host: RegExp;
  readonly hidesMissing: boolean;
  readonly source: string;
}

export const VENDORS: readonly Vendor[] = [
  {
    name: "Docker Hub",
    host: /^registry-1\.docker\.io$/,
    hidesMissing: true,
    source: "https://github.com/NVIDIA/nim-deploy/issues/42",
  },
  {
    name: "GHCR",
    host: /^ghcr\.io$/,
    hidesMissing: true,
    source: "https://github.com/groundnuty/k8s-wait-for/issues/70",
  },
  {
    name: "Quay",
    host: /^quay\.io$/,
    hidesMissing: true,
    source: "https://github.com/goharbor/harbor-helm/issues/1888",
  },
  {
    name: "ACR",
    host: /\.azurecr\.(?:io|cn|us)$/,
    hidesMissing: true,
    source: "https://github.com/helm/helm/issues/12189",
  },
  {
    name: "GAR, GCR",
    host: /(?:^|\.)gcr\.io$|\.pkg\.dev$/,
    hidesMissing: true,
    source: "https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/1779",
  },
  {
    name: "NVCR",
    host: /^nvcr\.io$/,
    hidesMissing: true,
    source: "https://github.com/NVlabs/alpasim/issues/44",
  },
  {
    name: "GitLab",
    host: /^registry\.gitlab\.com$/,
    hidesMissing: true,
    source: "https://github.com/youtous/docker-mailserver-traefik/issues/5",
  },
  {
    name: "ECR",
    host: /\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
    hidesMissing: false,
    source: "https://github.com/awslabs/aws-orbit-workbench/issues/720",
  },
  {
    name: "ECR Public",
    host: /^public\.ecr\.aws$/,
    hidesMissing: false,
    source: "https://github.com/aws-samples/eks-alb-istio-with-tls/issues/7",
  },
];
