import { listAt, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import type { Change, Store } from "../../store/index.ts";
import { type Demand, demandOf } from "./demand.ts";
import type { Placed } from "./problem.ts";

const DEFAULT_SCHEDULER = "default-scheduler";

/** What the pods of one node take. */
export interface NodeLoad {
  readonly pods: ReadonlySet<Pod>;
  taken(resource: string): bigint;
  hasPort(port: string): boolean;
}

class Load implements NodeLoad {
  readonly pods = new Set<Pod>();
  readonly #taken = new Map<string, bigint>();
  readonly #ports = new Map<string, number>();

  taken(resource: string): bigint {
    return this.#taken.get(resource) ?? 0n;
  }

  hasPort(port: string): boolean {
    return (this.#ports.get(port) ?? 0) > 0;
  }

  add(pod: Pod): void {
    this.pods.add(pod);
    this.#count(demandOf(pod), 1);
  }

  remove(pod: Pod): void {
    if (this.pods.delete(pod)) this.#count(demandOf(pod), -1);
  }

  #count({ requests, ports }: Demand, sign: 1 | -1): void {
    for (const [name, amount] of requests) this.#taken.set(name, this.taken(name) + BigInt(sign) * amount);
    for (const port of ports) this.#ports.set(port, (this.#ports.get(port) ?? 0) + sign);
  }
}

/** Which pods stand where, and which wait for a node of this scheduler; kept up with the store, so that nothing is counted twice. */
export class Placements implements Placed {
  readonly #loads = new Map<string, Load>();
  readonly #pods = new Map<string, Pod>();
  readonly #waiting = new Map<string, Pod>();
  /** Those that want others to be elsewhere. */
  readonly #repelling = new Map<string, Pod>();

  /** Those that wait for the pods that they have pushed out. */
  readonly #nominated = new Map<string, Pod>();

  constructor(store: Store) {
    for (const object of store.list("pods")) this.#put(object as Pod);
    store.watch((change) => this.#follow(change), "pods");
  }

  on(node: string): NodeLoad {
    return this.#loadOf(node);
  }

  placed(): readonly Pod[] {
    return [...this.#pods.values()];
  }

  repelling(): readonly Pod[] {
    return [...this.#repelling.values()];
  }

  nominated(node: string, pod: Pod): readonly Pod[] {
    if (this.#nominated.size === 0) return [];
    return [...this.#nominated.values()].filter(
      (other) =>
        textAt(other, "status", "nominatedNodeName") === node &&
        other.metadata.uid !== pod.metadata.uid &&
        priorityOf(other) >= priorityOf(pod),
    );
  }

  /** The most urgent first, then the oldest. */
  waiting(): readonly Pod[] {
    const all = [...this.#waiting.values()];
    return all.some((pod) => priorityOf(pod) !== 0) ? all.sort((a, b) => priorityOf(b) - priorityOf(a)) : all;
  }

  #follow({ type, object }: Change): void {
    const { uid = "" } = object.metadata;
    const before = this.#pods.get(uid);
    if (before !== undefined) this.#loadOf(before.spec.nodeName ?? "").remove(before);
    this.#pods.delete(uid);
    this.#repelling.delete(uid);
    this.#nominated.delete(uid);
    if (type === "DELETED") this.#waiting.delete(uid);
    else this.#put(object as Pod);
  }

  #put(pod: Pod): void {
    const { uid = "" } = pod.metadata;
    if (isWaiting(pod)) this.#waiting.set(uid, pod);
    else this.#waiting.delete(uid);
    if (isWaiting(pod) && textAt(pod, "status", "nominatedNodeName") !== undefined) this.#nominated.set(uid, pod);
    if (pod.spec.nodeName === undefined || hasEnded(pod)) return;
    this.#pods.set(uid, pod);
    if (valueAt(pod.spec, "affinity", "podAntiAffinity") !== undefined) this.#repelling.set(uid, pod);
    this.#loadOf(pod.spec.nodeName).add(pod);
  }

  #loadOf(node: string): Load {
    const load = this.#loads.get(node) ?? new Load();
    this.#loads.set(node, load);
    return load;
  }
}

/** Whether this scheduler is to find a node for the pod. */
export function isWaiting(pod: Pod): boolean {
  const { nodeName, schedulerName = DEFAULT_SCHEDULER } = pod.spec as Pod["spec"] & { readonly schedulerName?: string };
  const isOurs = nodeName === undefined && schedulerName === DEFAULT_SCHEDULER;
  return isOurs && pod.metadata.deletionTimestamp === undefined && listAt(pod.spec, "schedulingGates").length === 0;
}

export function hasEnded({ status }: Pod): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

export function priorityOf(pod: KubernetesObject): number {
  const { priority } = (pod as Pod).spec as { readonly priority?: number };
  return priority ?? 0;
}
