import {
  type KubernetesObject,
  type Minor,
  type NodeWorld,
  parsePlatform,
  type RuntimeName,
} from "../../kinds/index.ts";

/** Address of a node that the world gives none. */
const DEFAULT_ADDRESS = "10.0.0.10";

/** Versions that the runtimes report; patch releases as recorded on real nodes where there are recordings. */
const RUNTIME_VERSIONS: Readonly<Record<RuntimeName, string>> = {
  "containerd-2.2": "containerd://2.2.9",
  "containerd-1.7": "containerd://1.7.35",
  "containerd-1.6": "containerd://1.6.20",
  "cri-o": "cri-o://1.35.0",
  "cri-dockerd": "docker://28.0.0",
};

export interface NodeObjectOptions {
  readonly world: NodeWorld;
  readonly minor: Minor;
  readonly runtime: RuntimeName;
  /** ISO 8601. */
  readonly since: string;
}

export function addressOf(world: NodeWorld): string {
  return world.address ?? DEFAULT_ADDRESS;
}

/** A Node that has registered itself and is Ready. */
export function nodeObject({ world, minor, runtime, since }: NodeObjectOptions): KubernetesObject {
  const { os, architecture } = parsePlatform(world.platform) ?? { os: "linux", architecture: "amd64" };
  const labels = { "kubernetes.io/arch": architecture, "kubernetes.io/hostname": world.name, "kubernetes.io/os": os };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: world.name, labels },
    spec: {},
    status: {
      addresses: [
        { type: "InternalIP", address: addressOf(world) },
        { type: "Hostname", address: world.name },
      ],
      conditions: [readyCondition(since)],
      nodeInfo: {
        architecture,
        operatingSystem: os,
        containerRuntimeVersion: RUNTIME_VERSIONS[runtime],
        kubeletVersion: `v${minor}.0`,
      },
    },
  } as KubernetesObject;
}

function readyCondition(since: string): object {
  return {
    type: "Ready",
    status: "True",
    lastHeartbeatTime: since,
    lastTransitionTime: since,
    reason: "KubeletReady",
    message: "kubelet is posting ready status",
  };
}
