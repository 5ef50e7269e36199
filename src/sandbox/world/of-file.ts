import {
  DEFAULT_MINOR,
  DEFAULT_RUNTIME,
  type FaultWorld,
  type ImageWorld,
  type KubernetesObject,
  type RegistryAuth,
  type RegistryFault,
  type RegistryNetwork,
  type RegistryWorld,
  type RepositoryWorld,
  type World,
  type WorldAction,
} from "../../kinds/index.ts";
import type { ActionFile, FaultFile, FaultKindFile, RegistryFile, RepositoryFile, TagFile, WorldFile } from "./file.ts";
import { nodeImageOf, nodeWorld, settingsOf } from "./node-of-file.ts";
import { bytes, DEFAULT_IMAGE_SIZE, milliseconds } from "./units.ts";

const DEFAULT_FOR = 15 * 60_000;
const DEFAULT_START = "2026-01-05T09:00:00Z";
/** A round trip to a registry in the same region. */
const DEFAULT_LATENCY = 20;
const DEFAULT_PLATFORMS = ["linux/amd64", "linux/arm64"];

/** Fills in what a world file leaves out. `fileObjects` are those of `cluster.files`, in order. */
export function worldOfFile(file: WorldFile, name: string, fileObjects: readonly KubernetesObject[]): World {
  return {
    name,
    title: file.title,
    ...(file.about === undefined ? {} : { about: file.about }),
    kubelet: file.kubelet ?? DEFAULT_MINOR,
    runtime: file.runtime ?? DEFAULT_RUNTIME,
    seed: file.seed ?? 1,
    start: file.start ?? DEFAULT_START,
    for: milliseconds(file.for) ?? DEFAULT_FOR,
    cluster: {
      admission: file.cluster?.admission ?? [],
      objects: [...(file.cluster?.objects ?? []), ...fileObjects],
      ...(file.cluster?.state && { state: file.cluster.state }),
    },
    registries: (file.registries ?? []).map(registryWorld),
    nodes: (file.nodes ?? [{}]).map(nodeWorld),
    actions: (file.actions ?? []).map(actionOf),
  };
}

function registryWorld(file: RegistryFile): RegistryWorld {
  return {
    host: file.host,
    ...(file.like === undefined ? {} : { like: file.like }),
    ...(file.address === undefined ? {} : { address: file.address }),
    network: networkOf(file.network ?? "ok"),
    auth: authOf(file),
    latency: milliseconds(file.latency) ?? DEFAULT_LATENCY,
    repositories: (file.repositories ?? []).map(repositoryOf),
    faults: (file.faults ?? []).map((fault) => ({ from: milliseconds(fault.from) ?? 0, ...faultOf(fault) })),
  };
}

function networkOf(network: NonNullable<RegistryFile["network"]>): RegistryNetwork {
  return typeof network === "string" ? { kind: network } : network;
}

function authOf({ auth = "none", host }: RegistryFile): RegistryAuth {
  if (auth === "none") return { kind: "none" };
  const users = (auth.users ?? []).map(({ until, ...user }) => ({ ...user, ...durationField("until", until) }));
  return auth.kind === "basic" ? { kind: "basic", users } : { ...auth, realm: auth.realm ?? host, users };
}

function repositoryOf(file: RepositoryFile): RepositoryWorld {
  const { name, pushed } = file;
  const tags = (file.tags ?? []).map(imageOf);
  return { name, public: file.public ?? false, tags, ...(pushed && { pushed }) };
}

function imageOf(tag: TagFile): ImageWorld {
  const file = typeof tag === "string" ? { tag } : tag;
  const { platforms = DEFAULT_PLATFORMS, size, runsFor, readyAfter, failsAfter, ...rest } = file;
  return {
    ...rest,
    platforms,
    size: bytes(size) ?? DEFAULT_IMAGE_SIZE,
    ...durationField("runsFor", runsFor),
    ...durationField("readyAfter", readyAfter),
    ...durationField("failsAfter", failsAfter),
  };
}

function faultOf(file: Omit<FaultFile, "from">): Omit<FaultWorld, "from"> {
  return {
    ...durationField("until", file.until),
    ...(file.repository === undefined ? {} : { repository: file.repository }),
    on: file.on ?? "any",
    ...(file.share === undefined ? {} : { share: file.share }),
    ...(file.client === undefined ? {} : { client: file.client }),
    fault: faultKindOf(file.fault),
  };
}

/** Docker Hub's six hours. */
const ALLOWANCE_WINDOW = 21_600_000;

function faultKindOf(file: FaultKindFile): RegistryFault {
  if (file.kind === "allowance") return { ...file, window: milliseconds(file.window) ?? ALLOWANCE_WINDOW };
  if (file.kind === "missing-platform") return { kind: file.kind, platform: file.platform ?? "linux/amd64" };
  if (file.kind !== "status") return file;
  const { retryAfter, ...fault } = file;
  return { ...fault, ...durationField("retryAfter", retryAfter) };
}

function actionOf(file: ActionFile): WorldAction {
  const at = milliseconds(file.at) ?? 0;
  if ("run" in file) {
    return {
      at,
      run: file.run,
      exits: file.exits ?? 0,
      ...(file.stdin === undefined ? {} : { stdin: stdinOf(file.stdin) }),
    };
  }
  if ("push" in file) {
    const { repository, image } = file.push;
    return { at, registry: file.registry, change: { push: { repository, image: imageOf(image) } } };
  }
  if ("untag" in file) return { at, registry: file.registry, change: { untag: file.untag } };
  if ("visibility" in file) return { at, registry: file.registry, change: { visibility: file.visibility } };
  if ("fault" in file) return { at, registry: file.registry, change: { fault: faultOf(file.fault) } };
  if ("repair" in file) return { at, registry: file.registry, change: { repair: true } };
  if ("load" in file) return { at, node: file.node, change: { load: nodeImageOf(file.load) } };
  if ("configure" in file) return { at, node: file.node, change: { configure: settingsOf(file.configure) } };
  if ("remove" in file) return { at, node: file.node, change: { remove: file.remove } };
  return { at, node: file.node, change: { restartKubelet: true } };
}

/** Objects are handed on as one JSON `List`, which kubectl reads like YAML. */
function stdinOf(stdin: string | KubernetesObject | readonly KubernetesObject[]): string {
  if (typeof stdin === "string") return stdin;
  return JSON.stringify(Array.isArray(stdin) ? { apiVersion: "v1", kind: "List", items: stdin } : stdin);
}

function durationField<K extends string>(key: K, duration: string | undefined): { readonly [P in K]?: number } {
  const value = milliseconds(duration);
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: number };
}
