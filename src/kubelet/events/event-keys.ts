import type { Instant } from "../../base/index.ts";
import type { ObjectReference } from "../../kinds/index.ts";
import { CacheKey } from "../lru-cache.ts";
import type { EmittedEvent } from "../ports.ts";
import type { TokenBucket } from "../token-bucket.ts";

/** A stored event as the kubelet remembers it. */
export interface Observation {
  readonly name: string;
  /** Whole seconds since the epoch. */
  readonly firstTimestamp: number;
  /** Goes up whether or not the event is sent. */
  count: number;
}

/** Messages of events that differ in nothing else. */
export interface Group {
  readonly messages: Set<string>;
  last: Instant;
}

/**
 * By which events count as the same. The parts are joined without a separator, as client-go does. The source (component
 * and host) is left out: a sink has only one.
 */
export interface EventKeys {
  /** Identical events: one stored object, counted. */
  readonly same: CacheKey<Observation>;
  /** Those that are combined: one stored object too. */
  readonly combined: CacheKey<Observation>;
  /** Events that differ in message and container only: one group for aggregation. */
  readonly group: CacheKey<Group>;
  /** Events that draw from one spam budget. */
  readonly budget: CacheKey<TokenBucket>;
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
    const group = kind + namespace + name + uid + apiVersion + type + reason;
    const budget = kind + namespace + name + uid + apiVersion + (this.#budgetPerType ? type : "");
    return {
      same: sameKey(event, message),
      combined: new CacheKey(group),
      group: new CacheKey(group),
      budget: new CacheKey(budget),
    };
  }
}

/** The key of the event with another message. */
export function sameKey({ object, type, reason }: EmittedEvent, message: string): CacheKey<Observation> {
  const { kind, namespace, name, fieldPath, uid, apiVersion } = object;
  return new CacheKey(kind + namespace + name + fieldPath + uid + apiVersion + type + reason + message);
}
