import type { ObjectReference } from "../../kinds/index.ts";
import type { EmittedEvent } from "../ports.ts";

/**
 * By which events count as the same. The parts are joined without a separator, as client-go does. The source (component
 * and host) is left out: a sink has only one.
 */
export interface EventKeys {
  /** Identical events: one stored object, counted. */
  readonly event: string;
  /** Events that differ in message and container only: one group for aggregation. */
  readonly group: string;
  /** Events that draw from one spam budget. */
  readonly budget: string;
}

interface KeyedEvent {
  readonly type: string;
  readonly message: string;
  readonly keys: EventKeys;
}

/** Makes keys of events. Most events come again and again about one object, so the last of each reason are kept with it. */
export class EventKeyMaker {
  readonly #budgetPerType: boolean;
  readonly #last = new WeakMap<ObjectReference, Map<string, KeyedEvent>>();

  constructor(budgetPerType: boolean) {
    this.#budgetPerType = budgetPerType;
  }

  keysOf(event: EmittedEvent): EventKeys {
    const { object, type, reason, message } = event;
    const ofObject = this.#last.get(object) ?? this.#begin(object);
    const last = ofObject.get(reason);
    if (last !== undefined && last.message === message && last.type === type) return last.keys;
    const keys = this.#make(event);
    ofObject.set(reason, { type, message, keys });
    return keys;
  }

  #begin(object: ObjectReference): Map<string, KeyedEvent> {
    const ofObject = new Map<string, KeyedEvent>();
    this.#last.set(object, ofObject);
    return ofObject;
  }

  #make(event: EmittedEvent): EventKeys {
    const { object, type, reason, message } = event;
    const { kind, namespace, name, uid, apiVersion } = object;
    return {
      event: eventKey(event, message),
      group: kind + namespace + name + uid + apiVersion + type + reason,
      budget: kind + namespace + name + uid + apiVersion + (this.#budgetPerType ? type : ""),
    };
  }
}

/** The key of an event that says something else. */
export function eventKey({ object, type, reason }: EmittedEvent, message: string): string {
  const { kind, namespace, name, fieldPath, uid, apiVersion } = object;
  return kind + namespace + name + fieldPath + uid + apiVersion + type + reason + message;
}
