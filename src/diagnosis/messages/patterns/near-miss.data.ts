import type { Pattern } from "../pattern.ts";

/**
 * What looks like a failed image pull and is none, in the words of kubelets, runtimes, API servers and helm. Stands first,
 * since these texts quote much else.
 */
export const NEAR_MISS_PATTERNS: readonly Pattern[] = [
  {
    id: "admission-webhook",
    all: ["admission webhook", ["denied the request", "denied by"]],
    causes: ["nm-admission-webhook"],
    sample:
      'Error from server: error when creating "allowed_container.yaml": admission webhook "validate.kyverno.svc-fail" denied the request:\n\nresource Pod/default/allowed was blocked due to the following policies\n\nallowed-image-repos:\n  good-repos: \'All images in this Pod must come from an authorized repository.',
    source: "https://github.com/kyverno/policies/issues/979",
  },
  {
    id: "admission-policy",
    all: [["violates podsecurity", "validatingadmissionpolicy", "failed calling webhook", "image policy webhook"]],
    causes: ["nm-admission-webhook"],
    sample:
      'Error from server (Forbidden): pods "nginx" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "nginx" must set securityContext.allowPrivilegeEscalation=false)',
    source: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
  },
  {
    id: "kubelet-api",
    when: { port: "10250" },
    causes: ["nm-kubelet-api-tls"],
    sample:
      "Error from server: Get https://10.240.0.12:10250/containerLogs/kube-system/cilium-m4fp4/cilium-agent: x509: cannot validate certificate for 10.240.0.12 because it doesn't contain any IP SANs",
    source: "https://github.com/kubernetes/kubernetes/issues/62939",
  },
  {
    id: "helm-media-type",
    all: ["media type", "is not allowed, found in descriptor"],
    causes: ["nm-helm-chart-pull", "not-a-container-image"],
    sample:
      'Error: media type "application/vnd.cncf.helm.chart.provenance.v1.prov" is not allowed, found in descriptor with digest: "sha256:812020c07e5e758fbc5cf2cec2640aed415c08a70b9801451a5607e4c5528ede"',
    source: "https://github.com/helm/helm/issues/30890",
  },
  {
    id: "helm-chart",
    all: [
      [
        "installation failed",
        "upgrade failed",
        "helmchart",
        "could not download oci",
        "failed to fetch <url>",
        "valid chart repository",
        "chart.metadata",
        "failed to pull chart",
        "fetchreference",
        "could not find protocol handler for: oci",
      ],
      ["chart", "oci", "registry", "denied", "unauthorized", "not found", "failed to", "unexpected status"],
    ],
    causes: ["nm-helm-chart-pull"],
    sample:
      "Error: INSTALLATION FAILED: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Acerbos%2Fhelm-charts%2Fcerbos%3Apull&service=ghcr.io: 401 Unauthorized",
    source: "https://github.com/cerbos/cerbos/issues/1858",
  },
  {
    id: "failed-mount",
    all: [["mountvolume.", "failedmount", "failedattachvolume", "unable to attach or mount volumes"]],
    causes: ["nm-failed-mount"],
    sample:
      'MountVolume.SetUp failed for volume "certs-ca" : failed to sync secret cache: timed out waiting for the condition',
    source: "https://github.com/rancher-sandbox/rancher-desktop/issues/305",
  },
  {
    id: "failed-scheduling",
    all: [["nodes are available", "failedscheduling", "no nodes available to schedule pods"]],
    causes: ["nm-failed-scheduling"],
    sample:
      "0/1 nodes are available: 1 node(s) had taint {node.kubernetes.io/disk-pressure: }, that the pod didn't tolerate.",
    source: "https://github.com/namespacelabs/foundation/issues/1055",
  },
  {
    id: "disk-pressure",
    all: [
      [
        "failed to garbage collect required amount of images",
        "the node was low on resource",
        "freediskspacefailed",
        "imagegcfailed",
        "attempting to reclaim ephemeral-storage",
        "eviction manager",
        "ephemeral local storage usage exceeds",
        "had condition: [diskpressure]",
        "invalid capacity 0 on image filesystem",
        "evictionthresholdmet",
        "usage of emptydir volume",
      ],
    ],
    causes: ["nm-node-disk-pressure", "disk-full"],
    sample:
      "The node was low on resource: ephemeral-storage. Container orchestration-api-server was using 108Ki, which exceeds its request of 0.",
    source: "https://github.com/namespacelabs/foundation/issues/1055",
  },
  {
    id: "kubelet-disk-full",
    all: ["/var/lib/kubelet", "no space left on device"],
    causes: ["nm-node-disk-pressure", "disk-full"],
    sample:
      "Error syncing pod, skipping: mkdir /var/lib/kubelet/pods/bb1ee0e8-b2e5-11e4-bfb6-42010af0101c: no space left on device",
    source: "https://github.com/kubernetes/kubernetes/issues/3431",
  },
  {
    id: "secret-template",
    all: [["unable to retrieve some image pull secrets", "unable to retrieve pull secret"]],
    when: { is: ["placeholder"] },
    causes: ["pull-secret-missing"],
    sample:
      "Unable to retrieve some image pull secrets (${IMAGE_PULL_SECRET}); attempting to pull the image may not succeed.",
    source: "https://github.com/app-sre/github-mirror/pull/133",
  },
  {
    id: "secret-missing-then-failed",
    all: [
      ["unable to retrieve some image pull secrets", "unable to retrieve pull secret"],
      ["failed to pull", "errimagepull", "imagepullbackoff", "pull access denied", "unauthorized", "failed to resolve"],
    ],
    causes: ["pull-secret-missing", "pull-secret-wrong-namespace", "auth-missing"],
    sample:
      'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed. Failed to pull image "private.corp.test/team/web:1.0": failed to pull and unpack image "private.corp.test/team/web:1.0": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    source: "recorded: Kubernetes 1.35.4, containerd 2.2.9",
  },
  {
    id: "secret-warning",
    all: [
      [
        "unable to retrieve some image pull secrets",
        "unable to retrieve pull secret",
        "failedtoretrieveimagepullsecret",
      ],
    ],
    causes: ["nm-pull-secret-warning-only", "pull-secret-missing"],
    sample:
      'Unable to retrieve pull secret default/docker-registry-poseidon for default/v2ray-x86-r5m29 due to secret "docker-registry-poseidon" not found.  The image pull may not succeed.',
    source: "https://github.com/poseidon-network/qlauncher-linux/issues/25",
  },
  {
    id: "old-kubelet-secret",
    all: ["error syncing pod", 'secrets "', "not found"],
    causes: ["pull-secret-missing", "pull-secret-wrong-namespace", "nm-container-config-error"],
    sample: 'Error syncing pod, skipping: secrets "myregistrykey" not found',
    source: "https://github.com/kubernetes/kubernetes/issues/499",
  },
  {
    id: "config-error",
    all: [
      [
        "createcontainerconfigerror",
        "couldn't find key",
        "has runasnonroot and image",
        "failed to sync configmap cache",
      ],
    ],
    causes: ["nm-container-config-error"],
    sample: 'CreateContainerConfigError: Error: secrets "my-password" not found',
    source: "https://github.com/ibm-cloud-labs/iks-handson/issues/7",
  },
  {
    id: "login-secret-not-found",
    match:
      /secrets? "[^"]{0,300}(?:regist|regcred|docker|pull|image|harbor|nexus|ghcr|quay|gitlab|jfrog|artifactory|\b[eag]cr\b)[^"]{0,300}" not found/,
    causes: ["pull-secret-missing", "nm-container-config-error", "pull-secret-wrong-namespace"],
    sample: 'Error: secret "registry-pull-credentials" not found',
    source: "https://github.com/openshift/release/pull/69528",
  },
  {
    id: "object-not-found",
    match: /(?:secrets?|configmaps?) "[^"]{0,300}" not found/,
    causes: ["nm-container-config-error", "pull-secret-missing"],
    sample: 'Error: configmap "settings" not found',
    source: "recorded: Kubernetes 1.35.4",
  },
  {
    id: "exec-format",
    all: ["exec format error"],
    causes: ["nm-exec-format", "platform-mismatch"],
    sample: "standard_init_linux.go:228: exec user process caused: exec format error",
    source: "https://github.com/Huawei/eSDK_K8S_Plugin/issues/135",
  },
  {
    id: "decoder-missing",
    all: [["ctd-decoder", "needed for decryption", "+encrypted", "failed to get decrypt key"]],
    causes: ["decryption-failed"],
    sample:
      '"PullImage from image service failed" err="rpc error: code = Internal desc = failed to handle layer: failed to get decrypt key missing private key needed for decryption" image="ghcr.io/confidential-containers/test-container-enclave-cc:encrypted"',
    source: "https://github.com/confidential-containers/enclave-cc/issues/184",
  },
  {
    id: "credential-helper",
    all: [['exec: "docker-credential', "error getting credentials"]],
    causes: ["node-credential-provider-failure", "pull-secret-malformed"],
    sample:
      'error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH, out: ``',
    source: "https://github.com/docker/compose/issues/11584",
  },
  {
    id: "crash-loop",
    all: [["restarting failed container", "crashloopbackoff"]],
    causes: ["nm-crash-loop"],
    sample:
      "Back-off 40s restarting failed container=nginx-ingress-controller pod=nginx-ingress-controller-w6nb7_kube-system(d2853f3f-f08c-11e7-ad0a-023a7998d6c9)",
    source: "https://github.com/kubernetes/minikube/issues/2383",
  },
  {
    id: "sandbox-image",
    all: [["failed to get sandbox image", "failed pulling image"]],
    causes: ["sandbox-image-pull-failed"],
    wraps: true,
    sample:
      'failed: rpc error: code = Unknown desc = failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: open /etc/docker/certs.d/k8s.gcr.io: permission denied"',
    source: "https://github.com/rootless-containers/usernetes/issues/8",
  },
  {
    id: "sandbox-image-cri-o",
    all: ["pod sandbox", ["initializing source", "pinging container registry", "reading manifest"]],
    causes: ["sandbox-image-pull-failed"],
    wraps: true,
    sample:
      'Failed to create pod sandbox: rpc error: code = Unknown desc = error creating pod sandbox with name "k8s_nginx-f89759699-74nds_default_3bf2d9a9-0977-4dd2-84bf-2fa5cdf2a77d_0": Error initializing source docker://k8s.gcr.io/pause:3.2: error pinging docker registry k8s.gcr.io: Get https://k8s.gcr.io/v2/: dial tcp 74.125.203.82:443: i/o timeout',
    source: "https://github.com/kubernetes/kubernetes/issues/93386",
  },
  {
    id: "sandbox-network",
    all: [
      "sandbox",
      [
        "networkplugin",
        "network plugin",
        "network for sandbox",
        "network for pod",
        "plugin type=",
        "cni plugin",
        "cni config",
        "failed to find plugin",
      ],
    ],
    causes: ["nm-sandbox-network"],
    sample:
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "ed1acb1e2ecfbc96a98c38ca97aec6cb4aaab94fa8720fd42ea9b001c9d13a9a": plugin type="flannel" failed (add): failed to find plugin "flannel" in path [/opt/cni/bin]',
    source: "https://github.com/kata-containers/tests/issues/5400",
  },
  {
    id: "network-not-ready",
    all: [["cni plugin not initialized", "cni config uninitialized", "networkpluginnotready"]],
    causes: ["nm-sandbox-network"],
    sample:
      "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized",
    source: "https://github.com/containerd/go-cni/blob/main/errors.go",
  },
  {
    id: "sandbox-other",
    all: [
      [
        "failed to create pod sandbox",
        "failed create pod sandbox",
        "failedcreatepodsandbox",
        "createpodsandbox",
        "runpodsandbox",
        "failed to start sandbox",
        "failed to create sandbox",
      ],
    ],
    causes: ["nm-sandbox-other"],
    sample:
      'Failed to create pod sandbox k8s_kube-apiserver-node.domain.full_kube-system_afaa823a7b3facc7d455c2ebdf1cf377_0(4dc3ca389d7bc0f47377d3554669029b48ef307650a627b9c79d44b5134679aa): error creating read-write layer with ID "cae2e461eb555e682d0d28ab10b36f11048123442b3d58e00c7bdf120fae29af": Stat /var/lib/containers/storage/overlay2/ba0dae6243cc9fa2890df40a625721fdbea5c94ca6da897acdd814d710149770: no such file or directory',
    source: "https://github.com/cri-o/cri-o/issues/3915",
  },
  {
    id: "runtime-database",
    all: ["write a readonly database"],
    causes: ["nm-sandbox-other", "storage-permission-denied"],
    sample:
      "Error syncing pod 80453525-a78d-11e5-a096-ac162d7b6ab8, skipping: API error (500): Attempt to write a readonly database: attempt to write a readonly database",
    source: "https://github.com/moby/moby/issues/18816",
  },
  {
    id: "run-container",
    all: [
      [
        "oci runtime create failed",
        "failed to create containerd task",
        "failed to create shim task",
        "executable file not found in $path",
        "starting container process caused",
        "runcontainererror",
        "failed to start container",
        "container init caused",
        "container create failed",
      ],
    ],
    causes: ["nm-run-container-error"],
    sample:
      'OCI runtime create failed: container_linux.go:345: starting container process caused "exec: \\"storageos\\": executable file not found in $PATH": unknown',
    source: "https://github.com/storageos/cluster-operator/issues/141",
  },
  {
    id: "artifact-in-container",
    all: ["failed to create containerd container", ["vnd.cncf.helm", "vnd.wasm", "vnd.dev.cosign"]],
    causes: ["not-a-container-image", "nm-create-container-error"],
    sample:
      "Error: failed to create containerd container: error unpacking image: failed to extract layer sha256:703975b0505fa64f8d71e3b00071189a49efdb1b278b963c624a5473b1c7df27: failed to get stream processor for application/vnd.cncf.helm.chart.content.v1.tar+gzip: no processor for media-type: unknown",
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "create-container",
    all: [
      [
        "failed to reserve container name",
        "createcontainererror",
        "createcontainer in sandbox",
        "does not match provided manifest digest",
        "failed to generate container",
        "no command specified",
        "failed to create containerd container",
      ],
    ],
    causes: ["nm-create-container-error", "content-store-broken"],
    sample:
      "Error: Manifest does not match provided manifest digest sha256:3181b2fff8cbdefa2302a04b1eb2273251749e9320d0083b807d32e9f0e18961",
    source: "https://github.com/containers/storage/issues/145",
  },
  {
    id: "image-not-known",
    match: /(?:^|: )image not known/,
    causes: ["nm-create-container-error", "content-store-broken"],
    sample: "Error: image not known",
    source: "https://github.com/kontena/pharos-cluster/issues/1322",
  },
  {
    id: "application-log",
    match:
      /\[(?:error|fatal)\] \[[^\]]{0,300}\.(?:go|java|py|js|rb):\d{1,300}\]|traceback \(most recent call last\)|panic: runtime error/,
    causes: ["nm-crash-loop"],
    sample:
      "registryctl 2023-07-05T14:06:36Z [ERROR] [/registryctl/config/config.go:63]: failed to load storage driver, err:storage: service returned error: StatusCode=403, ErrorCode=AccountSizeOverQuota, ErrorMessage=The account permission has been restricted as account storage usage is over quota.",
    source: "https://github.com/goharbor/harbor/issues/18897",
  },
  {
    id: "no-such-image",
    all: ["no such image"],
    causes: ["nm-local-image-missing", "local-image-not-loaded"],
    sample:
      "(HTTP code 404) no such image - no such image: bitnami/postgresql:latest: No such image: bitnami/postgresql:latest",
    source: "https://github.com/docker-archive-public/docker.kitematic/issues/5291",
  },
];
