import type { Cause } from "./cause.ts";

/** The node, its disk and its runtime. */
export const NODE_CAUSES: readonly Cause[] = [
  {
    id: "storage-permission-denied",
    family: "node",
    title: "The runtime may not write its own store",
    summary: "The runtime of node {node} may not write its image store.",
    meaning: "A read-only file system, missing privileges of a nested engine, SELinux, or wrong owners.",
    tellApart:
      "`permission denied`, `operation not permitted` or `read-only file system` at the store's path or at a mount, for every image.",
    confirm: {
      on: "node",
      command: "findmnt -T /var/lib/containerd; touch /var/lib/containerd/probe && rm /var/lib/containerd/probe",
      shows: "ro, or that nothing can be written",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "give the runtime its privileges and paths back (mount rw, labels, privileged), or a snapshotter that works without",
    ],
  },
  {
    id: "disk-full",
    family: "node",
    title: "The node's disk is full",
    summary: "The image file system of node {node} is full.",
    meaning: "No blocks are left for layers, or for the folder in which they are unpacked.",
    tellApart:
      "`no space left on device`. The same words when only inodes are gone: inode-exhausted. Evictions without a failed pull: nm-node-disk-pressure.",
    confirm: {
      on: "node",
      command: "df -h /var/lib/containerd /var/lib/containers /var/lib/docker /var/tmp",
      shows: "100 % in use",
    },
    nature: "needs-human",
    fixer: "cluster-admin",
    fix: [
      "free or enlarge the image file system (crictl rmi --prune)",
      "lower imageGCHighThresholdPercent, or move the store",
    ],
  },
  {
    id: "inode-exhausted",
    family: "node",
    title: "The node's disk has no inodes left",
    summary: "The image file system of node {node} has space but no inodes left.",
    meaning: "Images of very many small files use up what a small file system can count.",
    tellApart: "`no space left on device` while creating files, with free space.",
    confirm: {
      on: "node",
      command: "df -i /var/lib/containerd /var/lib/containers /var/lib/docker",
      shows: "100 % of the inodes in use",
    },
    nature: "needs-human",
    fixer: "cluster-admin",
    fix: ["remove images of many files (crictl rmi --prune), or make the file system anew with more inodes or XFS"],
  },
  {
    id: "pull-deadline-exceeded",
    family: "node",
    title: "The pull took longer than allowed",
    summary: "The pull of {image} took longer than the time that is allowed for one call.",
    meaning: "An overall limit of the client ended it: cri-dockerd's, the kubelet's, or a tool's.",
    tellApart: "A bare `context deadline exceeded` after a round time. With an address in it: tcp-timeout.",
    confirm: {
      on: "here",
      command: "kubectl get events -n {namespace} --field-selector involvedObject.name={pod}",
      shows: "Pulling and Failed a round time apart",
    },
    nature: "transient",
    fixer: "cluster-admin",
    fix: ["upgrade cri-dockerd or raise the time limit", "pull the image beforehand, or make it smaller"],
  },
  {
    id: "pull-progress-timeout",
    family: "node",
    title: "The runtime gave up as nothing moved",
    summary: "The runtime of node {node} cancelled the pull of {image}, as no bytes came.",
    meaning: "A limit for pulls without progress ran out; a restart of kubelet or runtime cancels with the same words.",
    tellApart: "`no progress in`, `context canceled`, `request canceled`.",
    confirm: {
      on: "node",
      command: "journalctl -u containerd -u kubelet --since -1h | grep -iE 'cancel|progress|Start(ed|ing)'",
      shows: "the limit, or a restart at that time",
    },
    nature: "transient",
    fixer: "cluster-admin",
    fix: ["raise image_pull_progress_timeout, cure the stalled line or slow disk, limit parallel pulls"],
  },
  {
    id: "runtime-unavailable",
    family: "node",
    title: "The container runtime does not answer",
    summary: "The kubelet of node {node} cannot reach the container runtime.",
    meaning: "It is down, restarting, or at another socket.",
    tellApart: "`dial unix …`, `Cannot connect to the Docker daemon`, `code = Unavailable`.",
    confirm: {
      on: "node",
      command: "systemctl status containerd crio docker; crictl version",
      shows: "a runtime that is not running, or another socket",
    },
    nature: "needs-human",
    fixer: "cluster-admin",
    fix: ["start or repair the runtime, or correct containerRuntimeEndpoint"],
  },
  {
    id: "runtime-cri-disabled",
    family: "node",
    title: "The runtime does not serve the kubelet's interface",
    summary: "The runtime of node {node} runs without the interface that the kubelet needs.",
    meaning: "containerd's CRI plugin is disabled or failed to load, or it speaks another version.",
    tellApart: "`unknown service runtime.v1…`.",
    confirm: {
      on: "node",
      command: "grep disabled_plugins /etc/containerd/config.toml; ctr plugins ls | grep cri",
      shows: "cri disabled or in error",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "take cri out of disabled_plugins (or make the configuration anew) and restart containerd; let the versions of containerd and kubelet fit",
    ],
  },
  {
    id: "runtime-version-incompatible",
    family: "node",
    title: "Kubelet, shim and engine do not fit",
    summary: "The versions of engine and shim on node {node} do not fit, so it cannot answer about images.",
    meaning: "After an upgrade the shim or kubelet no longer understands the engine.",
    tellApart: "`Id or size of image … is not set`, `client version … is too old`; every image, after an upgrade.",
    confirm: {
      on: "here",
      command: "kubectl get node {node} -o jsonpath='{.status.nodeInfo}'",
      shows: "versions that do not belong together",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["upgrade cri-dockerd or Kubernetes, or hold the engine back"],
  },
  {
    id: "sandbox-image-pull-failed",
    family: "node",
    title: "The pause image cannot be pulled",
    summary: "Node {node} cannot pull the pause image, so no pod starts on it.",
    meaning:
      "Every pod needs the sandbox image first; pull secrets of pods do not apply to it. Any other cause may lie beneath.",
    tellApart: 'FailedCreatePodSandBox with `failed to get sandbox image` or `failed pulling image "…pause…"`.',
    confirm: {
      on: "node",
      command:
        "crictl images | grep pause; grep -rE 'sandbox(_image)?|pause_image' /etc/containerd/config.toml /etc/crio",
      shows: "no such image, and where it is to come from",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "let sandbox_image (pause_image) name a copy that the node reaches, or load it beforehand",
      "then cure what lies beneath",
    ],
  },
];

/** Images for other machines. */
export const PLATFORM_CAUSES: readonly Cause[] = [
  {
    id: "platform-mismatch",
    family: "platform",
    title: "The image has no variant for the node",
    summary: "{repository} has no variant for the system and architecture of node {node}.",
    meaning: "The index lists other platforms only. A single-platform image pulls and dies later: nm-exec-format.",
    tellApart: "`no match for platform in manifest`, `no matching manifest for linux/arm64`.",
    confirm: {
      on: "here",
      command:
        "kubectl get node {node} -o jsonpath='{.status.nodeInfo.operatingSystem}/{.status.nodeInfo.architecture}'; curl -s {manifest}",
      shows: "a platform that the index does not list",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "build and push the image for that platform, choose a tag that has it, or place the pod on other nodes (nodeSelector kubernetes.io/arch)",
    ],
  },
  {
    id: "windows-version-mismatch",
    family: "platform",
    title: "The image is for another Windows build",
    summary: "{repository} is for another Windows build than that of node {node}.",
    meaning: "Windows containers must fit the host's build.",
    tellApart: "`10.0.…` builds in the message, `does not match the host`.",
    confirm: {
      on: "here",
      command: "kubectl get node {node} -o jsonpath='{.status.nodeInfo.kernelVersion}'; curl -s {manifest}",
      shows: "another build than os.version in the index",
    },
    nature: "permanent",
    fixer: "author",
    fix: ["use the tag for that build (ltsc…), Hyper-V isolation, or nodes that fit"],
  },
];
