import { timestamp } from "../../base/index.ts";
import type { EventType, KubernetesObject } from "../../kinds/index.ts";
import {
  createEventSink,
  type EventSink,
  type EventStore,
  NO_RECORDER,
  type WrittenEvent,
} from "../../kubelet/index.ts";
import type { Store } from "../store/index.ts";
import type { ControllersOptions } from "./controllers.ts";

interface ControllerEvent {
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
}

/** Writes an event about an object, as the controller of its kind does. */
export type EmitEvent = (object: KubernetesObject, event: ControllerEvent) => void;

/** Controllers use the same recorder as the kubelet, one for each kind: equal events become one with a count. */
export function controllerEvents(
  { store, clock, random, rules }: ControllersOptions,
  componentOf: (object: KubernetesObject) => string = componentOfKind,
): EmitEvent {
  const sinks = new Map<string, EventSink>();
  return (object, event) => {
    const component = componentOf(object);
    const sink =
      sinks.get(component) ??
      createEventSink({
        rules: rules.events,
        store: eventStore(store, component),
        clock,
        random,
        recorder: NO_RECORDER,
      });
    sinks.set(component, sink);
    const { namespace = "", name = "", uid = "", resourceVersion = "" } = object.metadata;
    const { kind, apiVersion } = object;
    sink.emit({ ...event, object: { kind, apiVersion, namespace, name, uid, resourceVersion, fieldPath: "" } });
  };
}

function componentOfKind({ kind }: KubernetesObject): string {
  return kind === "ReplicationController" ? "replication-controller" : `${kind.toLowerCase()}-controller`;
}

function eventStore(store: Store, component: string): EventStore {
  return {
    create: (event) => void store.put("events", eventObject(event, component)),
    patch: (event) => {
      const old = store.get("events", event.object.namespace, event.name);
      if (old === undefined) return false;
      store.put("events", { ...eventObject(event, component), metadata: old.metadata });
      return true;
    },
  };
}

function eventObject(event: WrittenEvent, component: string): KubernetesObject {
  const { fieldPath: _path, ...involvedObject } = event.object;
  const at = (seconds: number): string => timestamp(seconds * 1000);
  const created = { creationTimestamp: at(event.lastTimestamp) };
  const fields = {
    involvedObject,
    reason: event.reason,
    message: event.message,
    source: { component },
    firstTimestamp: at(event.firstTimestamp),
    lastTimestamp: at(event.lastTimestamp),
    count: event.count,
    type: event.type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: "",
  };
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: event.name, namespace: event.object.namespace, ...created },
    ...fields,
  };
}
