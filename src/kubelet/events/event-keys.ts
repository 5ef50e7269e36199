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
  /** No more than are combined, so a list is searched sooner than a set. */
  readonly messages: string[];
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

interface KeyedEvent extends EventKeys {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

/** How many events of one object are remembered: those of a pull that fails and of what comes after it. */
const REMEMBERED = 8;

/** Makes keys of events. Most events come again and again about one object, so the last ones are kept with it. */
export class EventKeyMaker {
  readonly #budgetPerType: boolean;
  readonly #known = new WeakMap<ObjectReference, KeyedEvent[]>();

  constructor(budgetPerType: boolean) {
    this.#budgetPerType = budgetPerType;
  }

  keysOf(event: EmittedEvent): EventKeys {
    const { object, type, reason, message } = event;
    const known = this.#known.get(object) ?? this.#begin(object);
    for (const one of known) {
      if (one.reason !== reason || one.message !== message || one.type !== type) continue;
      if (one !== known[0] && one !== known[1]) stepForward(known, known.indexOf(one));
      return one;
    }
    const made = this.#make(event, known);
    if (known.length === REMEMBERED) known.pop();
    known.push(made);
    return made;
  }

  #begin(object: ObjectReference): KeyedEvent[] {
    const known: KeyedEvent[] = [];
    this.#known.set(object, known);
    return known;
  }

  /** With the keys of other events of the object where they are the same. */
  #make(event: EmittedEvent, known: readonly KeyedEvent[]): KeyedEvent {
    const { type, reason, message } = event;
    const sibling = known.find((one) => one.type === type && one.reason === reason);
    const { combined, group } = sibling ?? this.#groupKeys(event);
    const { budget } = known.find((one) => !this.#budgetPerType || one.type === type) ?? this.#budgetKey(event);
    return { type, reason, message, same: sameKey(event, message), combined, group, budget };
  }

  #groupKeys({ object, type, reason }: EmittedEvent): Pick<EventKeys, "combined" | "group"> {
    const { kind, namespace, name, uid, apiVersion } = object;
    const text = kind + namespace + name + uid + apiVersion + type + reason;
    return { combined: new CacheKey(text), group: new CacheKey(text) };
  }

  #budgetKey({ object, type }: EmittedEvent): Pick<EventKeys, "budget"> {
    const { kind, namespace, name, uid, apiVersion } = object;
    const text = kind + namespace + name + uid + apiVersion + (this.#budgetPerType ? type : "");
    return { budget: new CacheKey(text) };
  }
}

/** The two events of each look inside a window come to stand in front, where they are found at once. */
function stepForward(known: KeyedEvent[], index: number): void {
  const [before, found] = [known[index - 1], known[index]];
  if (before !== undefined && found !== undefined) [known[index - 1], known[index]] = [found, before];
}

/** The key of the event with another message. */
export function sameKey({ object, type, reason }: EmittedEvent, message: string): CacheKey<Observation> {
  const { kind, namespace, name, fieldPath, uid, apiVersion } = object;
  return new CacheKey(kind + namespace + name + fieldPath + uid + apiVersion + type + reason + message);
}
