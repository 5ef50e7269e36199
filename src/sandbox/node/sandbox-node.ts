import type { Clock, SeededRandom } from "../../base/index.ts";
import type { NodeChange, NodeWorld, Pod, Recorder, Rules, RuntimeName } from "../../kinds/index.ts";
import { createKubelet, type Kubelet, PullRecordFiles } from "../../kubelet/index.ts";
import type { ApiServer } from "../api/index.ts";
import type { Network } from "../registry/index.ts";
import { createRuntime, type Runtime } from "../runtime/index.ts";
import type { Change, Store } from "../store/index.ts";
import { createKubeletApi } from "./kubelet-api.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { DiskPressure } from "./disk-pressure.ts";
import { ImageGc } from "./image-gc.ts";
import { NodeEvents } from "./node-events.ts";
import { addressOf, nodeObject } from "./node-object.ts";

export interface SandboxNodeOptions {
  readonly world: NodeWorld;
  readonly runtime: RuntimeName;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly recorder: Recorder;
  readonly store: Store;
  readonly api: ApiServer;
  readonly network: Network;
  /** The network of its pods: `10.244.0.0/24`. */
  readonly podCidr: string;
  /** Whether the node tells again and again that it is there; who looks at a run only once does without. */
  readonly heartbeats?: boolean;
}

/** A node: the real kubelet room over a container runtime, joined to the API server by a watch of its pods. */
export interface SandboxNode {
  readonly name: string;
  readonly kubelet: Kubelet;
  change(change: NodeChange): void;
  /** The node as it is now. */
  now(): NodeWorld;
}

/** Registers the node and starts to follow its pods. */
export function createSandboxNode(options: SandboxNodeOptions): SandboxNode {
  const { world, store, api, clock, rules, recorder } = options;
  const runtime = createRuntime({
    name: options.runtime,
    node: world,
    network: options.network,
    podCidr: options.podCidr,
    hostAddress: addressOf(world),
    clock,
    random: options.random.fork("runtime"),
    recorder,
  });
  const records = recordsOf(world);
  const kubelet = kubeletOn(options, runtime, records);
  const since = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  const body = nodeObject({ world, minor: rules.minor, runtime: options.runtime, podCidr: options.podCidr, since });
  api.handle({ verb: "create", resource: "nodes", namespace: "", name: world.name, body });
  if (options.heartbeats === true) startHeartbeat({ node: world.name, api, store, clock, images: runtime.images });
  if (world.diskFree !== undefined) watchDisk(options, runtime, kubelet);
  store.watch((change) => follow(change, world.name, { kubelet, runtime }), "pods");
  return {
    name: world.name,
    kubelet,
    change: (change) => changeNode(change, { world, runtime, kubelet, recorder }),
    now: () => ({ ...world, ...runtime.now(), pullRecords: records.pulled() }),
  };
}

/** What a kubelet does about a disk that is getting full: it clears it of images, and where it is told to it ends pods. */
function watchDisk(options: SandboxNodeOptions, runtime: Runtime, kubelet: Kubelet): void {
  const { world, store, api, clock, recorder } = options;
  const node = world.name;
  const events = new NodeEvents({ node, api, store, clock });
  const gc = new ImageGc({ node, runtime, events, clock, recorder });
  gc.start();
  const threshold = world.kubelet.evictionHard?.["imagefs.available"];
  if (threshold === undefined) return;
  new DiskPressure({ node, threshold, kubelet, runtime, gc, events, api, store, clock }).start();
}

/** The record files that the kubelet finds when it starts. */
function recordsOf({ pullRecords = [] }: NodeWorld): PullRecordFiles {
  const records = new PullRecordFiles();
  for (const record of pullRecords) records.write(record, 0);
  return records;
}

function kubeletOn(options: SandboxNodeOptions, runtime: Runtime, records: PullRecordFiles): Kubelet {
  const { world, store, api, clock, rules, recorder } = options;
  const kubeletApi = createKubeletApi({ node: world.name, api, store, clock, rules, recorder });
  const { dockerConfig } = world;
  return createKubelet({
    node: { name: world.name, ip: addressOf(world) },
    rules,
    configuration: world.kubelet,
    clock,
    random: options.random.fork("kubelet"),
    recorder,
    images: runtime.images,
    runtime: runtime.containers,
    api: kubeletApi,
    records,
    credentials: {
      files: () => (dockerConfig === undefined ? {} : { configJson: dockerConfig }),
      serviceAccountUid: (namespace, name) => kubeletApi.serviceAccount(namespace, name),
    },
  });
}

/** The kubelet acts on what a pod should be, not on the statuses that it wrote itself. */
function follow(change: Change, node: string, { kubelet, runtime }: Pick<Changed, "kubelet" | "runtime">): void {
  const pod = change.object as Pod;
  if (pod.spec.nodeName !== node) return;
  if (change.type === "DELETED") {
    kubelet.podRemoved(pod);
    return runtime.forget(pod.metadata.uid ?? "");
  }
  const before = change.previous as Pod | undefined;
  const same = before?.spec === pod.spec && before.metadata.deletionTimestamp === pod.metadata.deletionTimestamp;
  if (!same) kubelet.podChanged(pod, change.cause);
}

interface Changed {
  readonly world: NodeWorld;
  readonly runtime: Runtime;
  readonly kubelet: Kubelet;
  readonly recorder: Recorder;
}

function changeNode(change: NodeChange, { world, runtime, kubelet, recorder }: Changed): void {
  const about = { node: world.name };
  if ("load" in change) {
    runtime.load(change.load);
    recorder.record("node", { change: "image loaded", image: change.load.image }, about);
  } else if ("remove" in change) {
    runtime.remove(change.remove.image);
    recorder.record("node", { change: "image removed", image: change.remove.image }, about);
  } else if ("configure" in change) {
    runtime.configure(change.configure);
    recorder.record("node", { change: `configured: ${Object.keys(change.configure).join(", ")}` }, about);
  } else {
    kubelet.restart(recorder.record("node", { change: "kubelet restarted" }, about));
  }
}
