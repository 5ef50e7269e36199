import { type Now, oncePerObject, textAt, timestamp } from "../../base/index.ts";
import type { KubernetesObject, ObjectReference } from "../../kinds/index.ts";
import type { EventStore, WrittenEvent } from "../../kubelet/index.ts";
import type { Store } from "../store/index.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;

/** Writes a kubelet's events to the store, which forgets each an hour after its last write. */
export function createEventStore(store: Store, clock: Now, host: string): EventStore {
  return new StoredEvents(store, clock, host);
}

class StoredEvents implements EventStore {
  readonly #store: Store;
  readonly #clock: Now;
  readonly #host: string;

  constructor(store: Store, clock: Now, host: string) {
    this.#store = store;
    this.#clock = clock;
    this.#host = host;
  }

  create(event: WrittenEvent): void {
    this.#write(event, this.#find(event));
  }

  patch(event: WrittenEvent): boolean {
    const old = this.#find(event);
    if (old === undefined) return false;
    this.#write(event, old);
    return true;
  }

  #write(event: WrittenEvent, old: KubernetesObject | undefined): void {
    const { name, object } = event;
    const created = { creationTimestamp: timestamp(this.#clock.now()), name, namespace: object.namespace };
    this.#store.put("events", eventObject(event, this.#host, old?.metadata ?? created));
  }

  /** The event as it is stored. One that is over is gone, even if nobody has looked since. */
  #find({ object, name }: WrittenEvent): KubernetesObject | undefined {
    const found = this.#store.get("events", object.namespace, name);
    // Times of one form are in the order of their texts.
    const isOver = (textAt(found, "lastTimestamp") ?? "") < timestamp(this.#clock.now() - TTL);
    if (found === undefined || !isOver) return found;
    this.#store.remove("events", object.namespace, name);
    return undefined;
  }
}

/** An event as the kubelet's recorder writes it (core/v1). */
function eventObject(event: WrittenEvent, host: string, metadata: KubernetesObject["metadata"]): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata,
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
