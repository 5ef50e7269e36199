import { formatGoDuration } from "../../base/index.ts";
import type {
  FaultWorld,
  ImageWorld,
  NodeWorld,
  RegistryFault,
  RegistryWorld,
  World,
  WorldAction,
} from "../../kinds/index.ts";
import type { ActionFile, FaultFile, FaultKindFile, ImageFile, RegistryFile, UserFile, WorldFile } from "./file.ts";
import type { NodeFile } from "./node-file.ts";

/** The way back: the file that gives this world when it is read. Everything is said, also what would be so by itself. */
export function fileOfWorld(world: World): WorldFile {
  const { title, about, kubelet, runtime, seed, start, cluster, registries, nodes, actions } = world;
  return {
    world: 1,
    title,
    ...(about === undefined ? {} : { about }),
    kubelet,
    runtime,
    seed,
    start,
    for: formatGoDuration(world.for),
    cluster,
    registries: registries.map(registryFile),
    nodes: nodes.map(nodeFile),
    actions: actions.map(actionFile),
  };
}

function registryFile({ network, auth, latency, repositories, faults, ...rest }: RegistryWorld): RegistryFile {
  return {
    ...rest,
    network:
      "since" in network || "from" in network || "names" in network || "alert" in network ? network : network.kind,
    auth: auth.kind === "none" ? "none" : { ...auth, users: auth.users.map(userFile) },
    latency: formatGoDuration(latency),
    repositories: repositories.map((repository) => ({ ...repository, tags: repository.tags.map(imageFile) })),
    faults: faults.map((fault) => ({ ...faultFile(fault), from: formatGoDuration(fault.from) })),
  };
}

function userFile({ until, ...user }: Timed<UserFile, "until">): UserFile {
  return { ...user, ...durationField("until", until) };
}

/** A part of a file whose durations are milliseconds. */
type Timed<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]?: number };

function imageFile({ runsFor, readyAfter, failsAfter, ...image }: ImageWorld): ImageFile {
  return {
    ...image,
    ...durationField("runsFor", runsFor),
    ...durationField("readyAfter", readyAfter),
    ...durationField("failsAfter", failsAfter),
  };
}

function faultFile({ until, fault, ...rest }: Omit<FaultWorld, "from">): Omit<FaultFile, "from"> {
  return { ...rest, ...durationField("until", until), fault: faultKindFile(fault) };
}

function faultKindFile(fault: RegistryFault): FaultKindFile {
  if (fault.kind === "allowance") return { ...fault, window: formatGoDuration(fault.window) };
  if (fault.kind !== "status") return fault;
  const { retryAfter, ...rest } = fault;
  return { ...rest, ...durationField("retryAfter", retryAfter) };
}

function nodeFile({ version, kubelet, reach, timing, ...node }: NodeWorld): NodeFile {
  return {
    ...node,
    ...reach,
    kubelet: { ...kubelet, ...(version && { version }) },
    timing: {
      ...timing,
      sandboxStart: formatGoDuration(timing.sandboxStart),
      containerStart: formatGoDuration(timing.containerStart),
    },
  };
}

function actionFile(action: WorldAction): ActionFile {
  const at = formatGoDuration(action.at);
  if ("run" in action) return { ...action, at };
  if ("node" in action) return { at, node: action.node, ...action.change };
  const { registry, change } = action;
  if ("push" in change) return { at, registry, push: { ...change.push, image: imageFile(change.push.image) } };
  if ("fault" in change) return { at, registry, fault: faultFile(change.fault) };
  return { at, registry, ...change };
}

function durationField<K extends string>(key: K, value: number | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: formatGoDuration(value) }) as { readonly [P in K]?: string };
}
