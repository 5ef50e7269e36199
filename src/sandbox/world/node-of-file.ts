import type {
  KubeletConfiguration,
  MirrorsWorld,
  NodeImageWorld,
  NodeSettings,
  NodeWorld,
  ProxyWorld,
} from "../../kinds/index.ts";
import type { MirrorsFile, NodeFile, NodeImageFile, ProxyFile, SettingsFile } from "./node-file.ts";
import { bytes, DEFAULT_IMAGE_SIZE, milliseconds } from "./units.ts";

/** The kubelet's own defaults (KubeletConfiguration v1beta1). */
const KUBELET_DEFAULTS: KubeletConfiguration = {
  serializeImagePulls: true,
  registryPullQPS: 5,
  registryBurst: 10,
  imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
  preloadedImagesVerificationAllowlist: [],
};

/** What a small node needs for a sandbox and for creating and starting a container; seen on recorded clusters. */
const NODE_TIMING = { sandboxStart: 400, containerStart: 80 } as const;

/** A limit on parallel pulls without a word about serial ones means parallel, as in the kubelet's own defaulting. */
export function nodeWorld(file: NodeFile, index: number): NodeWorld {
  const diskFree = bytes(file.diskFree);
  const { version, ...kubelet } = file.kubelet ?? {};
  return {
    name: file.name ?? `node-${index + 1}`,
    ...(file.address === undefined ? {} : { address: file.address }),
    ...(file.resolver === undefined ? {} : { resolver: file.resolver }),
    platform: file.platform ?? "linux/amd64",
    images: (file.images ?? []).map(nodeImageOf),
    kubelet: {
      ...KUBELET_DEFAULTS,
      serializeImagePulls: (kubelet.maxParallelImagePulls ?? 1) < 2,
      ...kubelet,
    },
    ...(version === undefined ? {} : { version }),
    ...(file.runtime === undefined ? {} : { runtime: file.runtime }),
    ...reachOf(file),
    ...(file.storage === undefined ? {} : { storage: file.storage }),
    ...(file.pauseImage === undefined ? {} : { pauseImage: file.pauseImage }),
    ...(file.podNetwork === undefined ? {} : { podNetwork: file.podNetwork }),
    ...(file.shortNames === undefined ? {} : { shortNames: file.shortNames }),
    ...(file.pullRecords && { pullRecords: file.pullRecords }),
    ...(file.dockerConfig === undefined ? {} : { dockerConfig: file.dockerConfig }),
    ...(diskFree === undefined ? {} : { diskFree }),
    timing: {
      sandboxStart: milliseconds(file.timing?.sandboxStart) ?? NODE_TIMING.sandboxStart,
      containerStart: milliseconds(file.timing?.containerStart) ?? NODE_TIMING.containerStart,
      ...(file.timing?.spread === undefined ? {} : { spread: file.timing.spread }),
    },
  };
}

export function nodeImageOf(file: NodeImageFile): NodeImageWorld {
  return { ...file, size: bytes(file.size) ?? DEFAULT_IMAGE_SIZE };
}

function reachOf({ mirrors, proxy, trusts }: NodeFile): Pick<NodeWorld, "reach"> {
  if (mirrors === undefined && proxy === undefined && trusts === undefined) return {};
  return {
    reach: {
      mirrors: (mirrors ?? []).map(mirrorsOf),
      trusts: trusts ?? [],
      ...(proxy === undefined ? {} : { proxy: proxyOf(proxy) }),
    },
  };
}

export function settingsOf({ mirrors, proxy, trusts, diskFree }: SettingsFile): NodeSettings {
  const free = bytes(diskFree);
  return {
    ...(mirrors === undefined ? {} : { mirrors: mirrors.map(mirrorsOf) }),
    ...(proxy === undefined ? {} : { proxy: proxy === null ? null : proxyOf(proxy) }),
    ...(trusts === undefined ? {} : { trusts }),
    ...(free === undefined ? {} : { diskFree: free }),
  };
}

function mirrorsOf(file: MirrorsFile): MirrorsWorld {
  return { ...file, upstream: file.upstream ?? true };
}

function proxyOf(file: ProxyFile): ProxyWorld {
  return { ...file, noProxy: file.noProxy ?? [], answer: file.answer ?? "ok" };
}
