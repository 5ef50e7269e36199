import { type Now, timestamp } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import type { EventStore, WrittenEvent } from "../../kubelet/index.ts";
import type { Store } from "../store/index.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;

/** The last write of an event. */
interface Written {
  readonly event: WrittenEvent;
  /** The how-manieth write it was. */
  readonly number: number;
  readonly at: number;
}

/** Writes a kubelet's events to the store, which forgets each an hour after its last write. */
export function createEventStore(store: Store, clock: Now, host: string): EventStore {
  return new StoredEvents(store, clock, host);
}

class StoredEvents implements EventStore {
  readonly #store: Store;
  readonly #clock: Now;
  readonly #host: string;
  /** By namespace and name. */
  readonly #written = new Map<string, Written>();
  /** No write that counts is older. */
  #oldest = Infinity;
  #writes = 0;

  constructor(store: Store, clock: Now, host: string) {
    this.#store = store;
    this.#clock = clock;
    this.#host = host;
  }

  create(event: WrittenEvent): void {
    this.#sweep();
    this.#write(event);
  }

  patch(event: WrittenEvent): boolean {
    this.#sweep();
    if (!this.#written.has(keyOf(event))) return false;
    this.#write(event);
    return true;
  }

  #write(event: WrittenEvent): void {
    const at = this.#clock.now();
    const { namespace } = event.object;
    this.#written.set(keyOf(event), { event, number: this.#writes++, at });
    this.#oldest = Math.min(this.#oldest, at);
    const created = this.#store.get("events", namespace, event.name)?.metadata;
    this.#store.put("events", eventObject(event, this.#host, created ?? { creationTimestamp: timestamp(at) }));
  }

  /** Forgets what is over, in order of the last writes. */
  #sweep(): void {
    const now = this.#clock.now();
    if (now - this.#oldest <= TTL) return;
    this.#oldest = Infinity;
    for (const { event, at } of [...this.#written.values()].sort((a, b) => a.number - b.number)) {
      if (now - at <= TTL) {
        this.#oldest = at;
        return;
      }
      this.#written.delete(keyOf(event));
      this.#store.remove("events", event.object.namespace, event.name);
    }
  }
}

function keyOf({ object, name }: WrittenEvent): string {
  return `${object.namespace}/${name}`;
}

/** An event as the kubelet's recorder writes it (core/v1). */
function eventObject(event: WrittenEvent, host: string, metadata: KubernetesObject["metadata"]): KubernetesObject {
  const { fieldPath, ...object } = event.object;
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { ...metadata, name: event.name, namespace: event.object.namespace },
    involvedObject: fieldPath === "" ? object : { ...object, fieldPath },
    reason: event.reason,
    message: event.message,
    source: { component: "kubelet", host },
    firstTimestamp: timestamp(event.firstTimestamp * 1000),
    lastTimestamp: timestamp(event.lastTimestamp * 1000),
    count: event.count,
    type: event.type,
    eventTime: null,
    reportingComponent: "kubelet",
    reportingInstance: host,
  } as KubernetesObject;
}
