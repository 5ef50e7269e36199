import { type Clock, isJsonObject, listAt, objectAt, textAt, timestamp } from "../../base/index.ts";
import { type KubernetesObject, parseQuantity, type Pod, quantityText, quantityValue } from "../../kinds/index.ts";
import type { Kubelet } from "../../kubelet/index.ts";
import type { ApiServer } from "../api/index.ts";
import type { DiskUse, Runtime } from "../runtime/index.ts";
import type { Store } from "../store/index.ts";
import type { ImageGc } from "./image-gc.ts";
import type { NodeEvents } from "./node-events.ts";

/** How often the kubelet looks, and how long a condition stays after it was seen for the last time. */
const PERIOD = 10_000;
const TRANSITION = 300_000;
const RESOURCE = "ephemeral-storage";
/** What a container takes beside its image: a few empty folders and its log. */
const OWN_BYTES = 24n * 1024n;
const GRACE_SECONDS = 1;

export interface DiskPressureOptions {
  readonly node: string;
  /** `evictionHard` of `imagefs.available`: `15%`, `1Gi`. */
  readonly threshold: string;
  readonly kubelet: Kubelet;
  readonly runtime: Runtime;
  readonly gc: ImageGc;
  readonly events: NodeEvents;
  readonly api: ApiServer;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * The kubelet's eviction manager for the disk of images (pkg/kubelet/eviction): a node without room says so by a condition,
 * clears everything that nobody uses, and then ends a pod at each look until there is room again.
 */
export class DiskPressure {
  readonly #options: DiskPressureOptions;
  #observedAt = -Infinity;
  #isTold = false;

  constructor(options: DiskPressureOptions) {
    this.#options = options;
  }

  start(): void {
    const { clock } = this.#options;
    clock.start(async () => {
      for (;;) {
        await clock.sleep(PERIOD);
        this.#look();
      }
    });
  }

  #look(): void {
    const { clock, events, gc, runtime } = this.#options;
    const lack = this.#lack();
    if (lack !== undefined) this.#observedAt = clock.now();
    this.#tell(clock.now() - this.#observedAt < TRANSITION);
    if (lack === undefined) return;
    events.emit({ type: "Warning", reason: "EvictionThresholdMet", message: `Attempting to reclaim ${RESOURCE}` });
    runtime.forgetEnded();
    gc.removeUnused();
    if (this.#lack() !== undefined) this.#evictOne(lack);
  }

  /** What is wanted and what is there, in bytes, where that is less. */
  #lack(): Lack | undefined {
    const { runtime, threshold } = this.#options;
    const disk = runtime.disk();
    if (disk === undefined) return undefined;
    const wanted = bytesOf(threshold, disk);
    const available = BigInt(disk.capacity - disk.used);
    return available < wanted ? { wanted, available } : undefined;
  }

  #tell(isPressed: boolean): void {
    const { events, node } = this.#options;
    if (isPressed === this.#isTold) return;
    this.#isTold = isPressed;
    const reason = isPressed ? "NodeHasDiskPressure" : "NodeHasNoDiskPressure";
    events.emit({ type: "Normal", reason, message: `Node ${node} status is now: ${reason}` });
    this.#publish(isPressed);
  }

  #publish(isPressed: boolean): void {
    const { api, store, node, clock } = this.#options;
    const object = store.get("nodes", "", node);
    if (object === undefined) return;
    const now = timestamp(clock.now());
    const conditions = listAt(object, "status", "conditions")
      .filter(isJsonObject)
      .map((condition) =>
        textAt(condition, "type") === "DiskPressure" ? { ...condition, ...conditionOf(isPressed, now) } : condition,
      );
    const { resourceVersion: _any, ...metadata } = object.metadata;
    const body = { ...object, metadata, status: { ...objectAt(object, "status"), conditions } };
    api.handle({ verb: "update", resource: "nodes", subresource: "status", namespace: "", name: node, body });
  }

  /** The least important first; of those that are alike, the oldest. */
  #evictOne({ wanted, available }: Lack): void {
    const { store, node, kubelet } = this.#options;
    const pods = (store.list("pods") as readonly Pod[]).filter((pod) => isActive(pod, node));
    const [pod] = [...pods].sort((a, b) => priorityOf(a) - priorityOf(b));
    if (pod === undefined) return;
    const low = `The node was low on resource: ${RESOURCE}. `;
    const met = `Threshold quantity: ${binary(wanted)}, available: ${binary(available)}. `;
    const used = pod.spec.containers.map(
      ({ name }) =>
        `Container ${name} was using ${binary(OWN_BYTES)}, request is 0, has larger consumption of ${RESOURCE}. `,
    );
    kubelet.evict(pod, { message: low + met + used.join(""), graceSeconds: GRACE_SECONDS });
  }
}

interface Lack {
  readonly wanted: bigint;
  readonly available: bigint;
}

function bytesOf(threshold: string, { capacity }: DiskUse): bigint {
  const percent = /^([\d.]+)%$/.exec(threshold)?.[1];
  if (percent !== undefined) return BigInt(Math.floor((capacity * Number(percent)) / 100));
  const quantity = parseQuantity(threshold);
  return quantity.ok ? quantityValue(quantity.value) : 0n;
}

function binary(bytes: bigint): string {
  return quantityText({ nano: bytes * 1_000_000_000n, format: "binary", isBig: false });
}

function conditionOf(isPressed: boolean, now: string): object {
  const told = isPressed
    ? { status: "True", reason: "KubeletHasDiskPressure", message: "kubelet has disk pressure" }
    : { status: "False", reason: "KubeletHasNoDiskPressure", message: "kubelet has no disk pressure" };
  return { ...told, lastHeartbeatTime: now, lastTransitionTime: now };
}

function isActive({ metadata, spec, status }: Pod, node: string): boolean {
  const hasEnded = status?.phase === "Succeeded" || status?.phase === "Failed";
  return spec.nodeName === node && !hasEnded && metadata.deletionTimestamp === undefined;
}

function priorityOf(pod: KubernetesObject): number {
  return (pod as { readonly spec?: { readonly priority?: number } }).spec?.priority ?? 0;
}
