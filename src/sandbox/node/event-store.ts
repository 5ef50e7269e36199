import { type Now, oncePerObject, timestamp } from "../../base/index.ts";
import type { KubernetesObject, ObjectReference } from "../../kinds/index.ts";
import type { EventStore, WrittenEvent } from "../../kubelet/index.ts";
import type { Store } from "../store/index.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;

/** The last write of an event. */
interface Written {
  readonly event: WrittenEvent;
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
  /** By namespace and name, in order of the last writes. */
  readonly #written = new Map<string, Written>();
  /** No write that counts is older. */
  #oldest = Infinity;

  constructor(store: Store, clock: Now, host: string) {
    this.#store = store;
    this.#clock = clock;
    this.#host = host;
  }

  create(event: WrittenEvent): void {
    this.#sweep();
    this.#write(event, keyOf(event));
  }

  patch(event: WrittenEvent): boolean {
    this.#sweep();
    const key = keyOf(event);
    if (!this.#written.has(key)) return false;
    this.#write(event, key);
    return true;
  }

  #write(event: WrittenEvent, key: string): void {
    const at = this.#clock.now();
    const { namespace } = event.object;
    this.#written.delete(key);
    this.#written.set(key, { event, at });
    this.#oldest = Math.min(this.#oldest, at);
    const created = this.#store.get("events", namespace, event.name)?.metadata;
    this.#store.put("events", eventObject(event, this.#host, created ?? { creationTimestamp: timestamp(at) }));
  }

  /** Forgets what is over. */
  #sweep(): void {
    const now = this.#clock.now();
    if (now - this.#oldest <= TTL) return;
    this.#oldest = Infinity;
    for (const [key, { event, at }] of this.#written) {
      if (now - at <= TTL) {
        this.#oldest = at;
        return;
      }
      this.#written.delete(key);
      this.#store.remove("events", event.object.namespace, event.name);
    }
  }
}

function keyOf({ object, name }: WrittenEvent): string {
  return `${object.namespace}/${name}`;
}

/** An event as the kubelet's recorder writes it (core/v1). */
function eventObject(event: WrittenEvent, host: string, metadata: KubernetesObject["metadata"]): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { ...metadata, name: event.name, namespace: event.object.namespace },
    involvedObject: involvedObject(event.object),
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

/** One object for all events about it: a fleet has many of them. */
const involvedObject = oncePerObject(({ fieldPath, ...object }: ObjectReference) =>
  fieldPath === "" ? object : { ...object, fieldPath },
);
