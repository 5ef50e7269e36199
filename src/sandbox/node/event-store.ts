import type { Now } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import type { EventStore, WrittenEvent } from "../../kubelet/index.ts";
import type { Store } from "../store/index.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;

/** Writes a kubelet's events to the store, which forgets each an hour after its last write. */
export function createEventStore(store: Store, clock: Now, host: string): EventStore {
  /** Last write by namespace and name, oldest first. */
  const written = new Map<string, { readonly event: WrittenEvent; readonly at: number }>();

  function sweep(): void {
    for (const [key, { event, at }] of written) {
      if (clock.now() - at <= TTL) return;
      written.delete(key);
      store.remove("events", event.object.namespace, event.name);
    }
  }

  function write(event: WrittenEvent): void {
    const key = `${event.object.namespace}/${event.name}`;
    written.delete(key);
    written.set(key, { event, at: clock.now() });
    const created = store.get("events", event.object.namespace, event.name)?.metadata;
    store.put("events", eventObject(event, host, created ?? { creationTimestamp: isoSeconds(clock.now() / 1000) }));
  }

  return {
    create: (event) => {
      sweep();
      write(event);
    },
    patch: (event) => {
      sweep();
      if (!written.has(`${event.object.namespace}/${event.name}`)) return false;
      write(event);
      return true;
    },
  };
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
    firstTimestamp: isoSeconds(event.firstTimestamp),
    lastTimestamp: isoSeconds(event.lastTimestamp),
    count: event.count,
    type: event.type,
    eventTime: null,
    reportingComponent: "kubelet",
    reportingInstance: host,
  } as KubernetesObject;
}

function isoSeconds(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
