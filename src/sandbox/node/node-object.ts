import {
  type KubernetesObject,
  type Minor,
  type NodeWorld,
  parsePlatform,
  type RuntimeName,
} from "../../kinds/index.ts";
import { systemInfo } from "./system-info.ts";

/** Address of a node that the world gives none. */
const DEFAULT_ADDRESS = "10.0.0.10";
/** What every node of the sandbox has; the number of pods is the kubelet's `maxPods` by default. */
const CAPACITY = {
  cpu: "4",
  "ephemeral-storage": "98831908Ki",
  "hugepages-1Gi": "0",
  "hugepages-2Mi": "0",
  memory: "16393220Ki",
  pods: "110",
};
/** Less what the kubelet holds back by default: 100Mi of memory, a tenth of the disk (in bytes). */
const ALLOCATABLE = { ...CAPACITY, "ephemeral-storage": "91083486262", memory: "16290820Ki" };
const KUBELET_PORT = 10_250;

export interface NodeObjectOptions {
  readonly world: NodeWorld;
  readonly minor: Minor;
  readonly runtime: RuntimeName;
  readonly podCidr: string;
  /** ISO 8601. */
  readonly since: string;
}

export function addressOf(world: NodeWorld): string {
  return world.address ?? DEFAULT_ADDRESS;
}

/** A Node that has registered itself and is Ready. */
export function nodeObject(options: NodeObjectOptions): KubernetesObject {
  const { world, since, podCidr } = options;
  const { os, architecture } = parsePlatform(world.platform) ?? { os: "linux", architecture: "amd64" };
  const [arch, system] = [{ arch: architecture }, { os }].map((own) =>
    Object.fromEntries(
      Object.entries(own).flatMap(([key, value]) => [
        [`beta.kubernetes.io/${key}`, value],
        [`kubernetes.io/${key}`, value],
      ]),
    ),
  );
  const labels = { ...arch, "kubernetes.io/hostname": world.name, ...system };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: world.name, labels, annotations: ANNOTATIONS },
    spec: { podCIDR: podCidr, podCIDRs: [podCidr] },
    status: {
      addresses: [
        { type: "InternalIP", address: addressOf(world) },
        { type: "Hostname", address: world.name },
      ],
      allocatable: ALLOCATABLE,
      capacity: CAPACITY,
      conditions: nodeConditions(since, since),
      daemonEndpoints: { kubeletEndpoint: { Port: KUBELET_PORT } },
      nodeInfo: systemInfo(options),
    },
  } as KubernetesObject;
}

const ANNOTATIONS = {
  "node.alpha.kubernetes.io/ttl": "0",
  "volumes.kubernetes.io/controller-managed-attach-detach": "true",
};

const HEALTHY = [
  ["MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
  ["DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
  ["PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
  ["Ready", "True", "KubeletReady", "kubelet is posting ready status"],
] as const;

/** The conditions of a healthy node; instants in ISO 8601. */
export function nodeConditions(lastHeartbeatTime: string, lastTransitionTime: string): readonly object[] {
  return HEALTHY.map(([type, status, reason, message]) => ({
    type,
    status,
    lastHeartbeatTime,
    lastTransitionTime,
    reason,
    message,
  }));
}
