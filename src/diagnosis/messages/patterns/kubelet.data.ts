import type { Pattern } from "../pattern.ts";

/**
 * Failures before anything was asked of a registry: the image's name, the kubelet's own limits and plugins, the secrets, the
 * runtime, and policies of node and registry.
 */
export const KUBELET_PATTERNS: readonly Pattern[] = [
  {
    id: "template-remains",
    all: [
      [
        "invalid reference format",
        "couldn't parse image",
        "failed to parse image reference",
        "invalidimagename",
        "could not parse reference",
        "error parsing reference",
        "invalid image name",
      ],
    ],
    when: { is: ["placeholder"] },
    causes: ["image-placeholder-unsubstituted", "invalid-image-name"],
    sample:
      'InspectFailed: Failed to apply default image tag "${REPOSITORY_PREFIX}/vets-service:latest": couldn\'t parse image reference "${REPOSITORY_PREFIX}/vets-service:latest": invalid reference format: repository name must be lowercase',
    source: "https://github.com/spring-petclinic/spring-petclinic-cloud/issues/32",
  },
  {
    id: "invalid-name",
    all: [
      [
        "invalid reference format",
        "couldn't parse image",
        "failed to parse image reference",
        "invalidimagename",
        "could not parse reference",
        "error parsing reference",
        "invalid image name",
        "repository name must be",
        "invalid repository name",
        "is not a valid repository/tag",
        "invalid tag format",
        "invalid checksum digest",
        "unsupported digest algorithm",
      ],
    ],
    causes: ["invalid-image-name"],
    sample:
      'Failed to apply default image tag "https://harbor.k8s.mybank/release/name:1.1.0": couldn\'t parse image reference "https://harbor.k8s.mybank/release/name:1.1.0": invalid reference format.',
    source: "https://github.com/jupyterhub/zero-to-jupyterhub-k8s/issues/472",
  },
  {
    id: "never-pull",
    all: [["errimageneverpull", "is not present with pull policy of never"]],
    causes: ["never-pull-not-present"],
    sample:
      'Container image "docker-registry.services.stellar-ops.com/dev/anchor-platform:e6ca4be8" is not present with pull policy of Never',
    source: "https://github.com/stellar/anchor-platform/pull/1467",
  },
  {
    id: "short-name",
    all: [
      [
        "did not resolve to an alias",
        "returns ambiguous list",
        "short-name resolution",
        "unqualified-search",
        "errors occurred while pulling",
      ],
    ],
    causes: ["short-name-unresolved", "repository-not-found"],
    sample:
      "Error: 4 errors occurred while pulling:\n * Error initializing source docker://registry.fedoraproject.org/idonotexist:latest: Error reading manifest latest in registry.fedoraproject.org/idonotexist: manifest unknown: manifest unknown",
    source: "https://github.com/containers/image/pull/1090",
  },
  {
    id: "kubelet-limit",
    all: ["pull qps exceeded"],
    causes: ["kubelet-pull-qps"],
    sample:
      'E0903 10:30:03.291420    1088 pod_workers.go:1298] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"<CONTAINER_NAME>\\" with ErrImagePull: \\"pull QPS exceeded\\"" pod="<POD_NAME>" podUID="<POD_ID>"',
    source: "https://github.com/zalando-incubator/kubernetes-on-aws/pull/8045",
  },
  {
    id: "credential-plugin",
    all: [
      [
        "credential provider plugin",
        "credentialproviderrequest",
        "credentialprovider.kubelet.k8s.io",
        "aws_credentials.go",
        "azure_credentials.go",
        "failed getting credential",
        "while requesting ecr authorization token",
        "google-dockercfg",
        "ecr-credential-provider",
        "acr-credential-provider",
        "auth-provider-gcp",
      ],
    ],
    causes: ["node-credential-provider-failure"],
    sample:
      "E0502 16:52:22.809788    6287 main.go:161] Error running credential provider plugin: group version credentialprovider.kubelet.k8s.io/v1 is not supported",
    source: "https://github.com/bottlerocket-os/bottlerocket/issues/3069",
  },
  {
    id: "secret-malformed",
    all: [
      [
        "data[.dockerconfigjson]",
        "data[.dockercfg]",
        "contains neither .dockercfg nor .dockerconfigjson",
        "unable to parse auth field",
        "illegal base64 data",
        "invalid registry auth secret",
        "unable to load docker config",
      ],
    ],
    causes: ["pull-secret-malformed"],
    sample:
      'kubernetes_secret.container-repository: Secret "azurecr" is invalid: data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character \'e\' looking for beginning of value',
    source: "https://github.com/hashicorp/terraform-provider-kubernetes/issues/145",
  },
  {
    id: "cri-disabled",
    all: [
      ["unknown service runtime.v1", "cri v1 runtime api is not implemented", "cri v1 image api is not implemented"],
    ],
    causes: ["runtime-cri-disabled"],
    sample:
      '"PullImage from image service failed" err="rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.ImageService" image="registry.kubespray.com:5000/calico/typha:v3.24.5"',
    source: "https://github.com/kubernetes-sigs/cri-tools/issues/710",
  },
  {
    id: "engine-version",
    all: ["client version", ["is too old", "is too new"]],
    causes: ["runtime-version-incompatible"],
    sample:
      'Error: initializing source docker-daemon:ghcr.io/cryostatio/cryostat-web:pr-1287-0625917845c11b696cf3077149185b3156db61c5: loading image from docker engine: Error response from daemon: {"message":"client version 1.22 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version"}',
    source: "https://github.com/cryostatio/cryostat-web/issues/1288",
  },
  {
    id: "image-size-unset",
    all: ["id or size of image", "is not set"],
    causes: ["runtime-version-incompatible"],
    sample:
      'E0119 19:35:45.041342  131086 remote_image.go:157] "ImageStatus failed" err="Id or size of image \\"docker.io/democraticcsi/csi-grpc-proxy:v0.5.3\\" is not set" image="docker.io/democraticcsi/csi-grpc-proxy:v0.5.3"',
    source: "https://github.com/Mirantis/cri-dockerd/issues/299",
  },
  {
    id: "runtime-gone",
    all: [
      [
        "cannot connect to the docker daemon",
        "is the docker daemon running",
        "error while dialing",
        "dial unix",
        "error reading from server: eof",
        "transport is closing",
        "client connection is closing",
        "all subconns are in transientfailure",
        "closed before server preface received",
        "container runtime is down",
        "docker daemon is shutting down",
        "and the endpoint has been started",
      ],
    ],
    causes: ["runtime-unavailable"],
    sample:
      'level=error msg="Handler for POST /v1.52/containers/c93dbdb78205000e4e113d828a16d3877d70892973ff6056ba176855b83c251d/start returned error: Unavailable: connection error: desc = \\"transport: Error while dialing: dial unix:///run/containerd/containerd.sock: timeout\\""',
    source: "https://github.com/IceWhaleTech/CasaOS/issues/2434",
  },
  {
    id: "content-locked",
    match: /ref \S{1,200} locked/,
    causes: ["content-store-broken"],
    sample:
      '(*service).Write failed error="rpc error: code = Unavailable desc = ref default/20/layer-sha256:e1de758ecc1ddd05500991af89af53dda8317a01434399299ca0ee365cb76605 locked: unavailable"',
    source: "https://github.com/AliyunContainerService/pouch/issues/1289",
  },
  {
    id: "policy-file",
    all: ["invalid policy in"],
    causes: ["signature-policy-config-invalid"],
    sample:
      '"PullImage from image service failed" err="rpc error: code = Unknown desc = invalid policy in \\"/etc/containers/policy.json\\": Unknown key \\"keyPaths\\"" image="registry.k8s.io/kube-apiserver:v1.27.1"',
    source: "https://github.com/kubernetes/website/issues/40834",
  },
  {
    id: "policy-file-missing",
    all: ["policy.json", ["no such file", "invalid character", "unexpected end of json"]],
    causes: ["signature-policy-config-invalid"],
    sample: "Error: open /etc/containers/policy.json: no such file or directory",
    source: "https://github.com/89luca89/distrobox/issues/1509",
  },
  {
    id: "signature-required",
    all: [
      [
        "source image rejected",
        "signature was required",
        "signaturevalidationfailed",
        "signature verification failed",
        "cryptographic signature",
        "invalid gpg signature",
        "no matching signatures",
        "remote trust data does not exist",
        "none of the signatures were accepted",
        "is rejected by policy",
      ],
    ],
    causes: ["signature-policy-rejected"],
    sample: "Error: Source image rejected: A signature was required, but no signature exists",
    source: "https://github.com/JasonN3/build-container-installer/issues/146",
  },
  {
    id: "address-refused",
    all: [
      [
        "is not allowed access",
        "client with ip",
        "ip address is not allowed",
        "your client does not have permission to get url",
        "with us export control",
        "access denied by firewall",
        "not allowed by the network policy",
        "sorry, you have been blocked",
      ],
    ],
    causes: ["registry-ip-blocked", "auth-insufficient-scope"],
    sample:
      'Error response from daemon: error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "\\n<html><head>\\n<meta http-equiv=\\"content-type\\" content=\\"text/html;charset=utf-8\\">\\n<title>403 Forbidden</title>\\n</head>\\n<body text=#000000 bgcolor=#ffffff>\\n<h1>Error: Forbidden</h1>\\n<h2>Your client does not have permission to get URL <code>/v2/pause/manifests/sha256:3d380ca8864549e74af4b29c10f9cb0956236dfb01c40ca076fb6c37253234db</code> from this server.</h2>\\n<h2></h2>\\n</body></html>\\n',
    source: "https://github.com/kubernetes/registry.k8s.io/issues/277",
  },
  {
    id: "scan-policy",
    all: [
      [
        "due to configured policy",
        "projectpolicyviolation",
        "prevent images with vulnerability",
        "vulnerability scanning cannot be pulled",
        "is not signed in notary",
        "download blocking policy",
        "412 precondition failed",
        "precondition_failed",
      ],
    ],
    causes: ["registry-scan-blocked"],
    sample:
      "Error response from daemon: unknown: current image with \"\" vulnerable' cannot be pulled due to configured policy in 'Prevent images with vulnerability severity of \"Low\" from running.' Please contact your project administrator for help'",
    source: "https://github.com/goharbor/harbor/issues/11202",
  },
];
