import type { Instant, Now, Random } from "../../base/index.ts";
import type { EventData, EventRules, ObjectReference, Recorder } from "../../kinds/index.ts";
import type { EmittedEvent, EventSink, EventStore, WrittenEvent } from "../ports.ts";
import { Aggregator } from "./aggregator.ts";
import { EventKeyMaker, type Observation, sameKey } from "./event-keys.ts";
import { EventNames } from "./event-names.ts";
import { type CacheKey, LruCache } from "../lru-cache.ts";
import { podName } from "../pod-name.ts";
import { SpamFilter } from "./spam-filter.ts";

const COMBINED = "(combined from similar events): ";

export interface EventSinkOptions {
  readonly rules: EventRules;
  readonly store: EventStore;
  readonly clock: Now;
  /** Decides which remembered message a full group forgets. */
  readonly random: Random;
  readonly recorder: Recorder;
}

/** The event recorder and correlator of one kubelet process (client-go tools/record). */
export function createEventSink(options: EventSinkOptions): EventSink {
  return new CorrelatingSink(options);
}

class CorrelatingSink implements EventSink {
  readonly #options: EventSinkOptions;
  readonly #aggregator: Aggregator;
  readonly #observations: LruCache<Observation>;
  readonly #spam: SpamFilter;
  readonly #names = new EventNames();
  readonly #keys: EventKeyMaker;

  constructor(options: EventSinkOptions) {
    this.#options = options;
    this.#aggregator = new Aggregator(options.rules, options.random);
    this.#observations = new LruCache(options.rules.cacheEntries);
    this.#spam = new SpamFilter(options.rules);
    this.#keys = new EventKeyMaker(options.rules.spamBucketPerType);
  }

  emit(event: EmittedEvent): void {
    const now = this.#options.clock.now();
    const keys = this.#keys.keysOf(event);
    const combined = this.#aggregator.combines(event, keys, now);
    const observation = this.#count(event, combined ? keys.combined : keys.same, now);
    if (!this.#spam.lets(keys, now)) return;
    const written = writtenEvent({ event, combined, observation, now });
    const action = this.#send(written);
    if (combined) this.#fileAnswer(event, written);
    this.#record(event, written, action);
  }

  /** Finds the stored event that this one belongs to, and counts it there. */
  #count({ object }: EmittedEvent, key: CacheKey<Observation>, now: Instant): Observation {
    const observation = this.#observations.get(key) ?? this.#observations.set(key, this.#observe(object, now));
    observation.count += 1;
    return observation;
  }

  #observe({ name }: ObjectReference, now: Instant): Observation {
    return { name: this.#names.next(name, now), firstTimestamp: Math.floor(now / 1000), count: 0 };
  }

  /** An event that the API server has dropped meanwhile is created anew, with its old name, count and first timestamp. */
  #send(written: WrittenEvent): "create" | "patch" {
    const { store } = this.#options;
    if (written.count > 1 && store.patch(written)) return "patch";
    store.create(written);
    return "create";
  }

  /** The API server's answer is filed under what it says, so a combined event takes a second place in the cache. */
  #fileAnswer(event: EmittedEvent, { name, firstTimestamp, count, message }: WrittenEvent): void {
    const key = sameKey(event, message);
    if (this.#observations.get(key) === undefined) this.#observations.set(key, { name, firstTimestamp, count });
  }

  #record({ object, cause }: EmittedEvent, written: WrittenEvent, action: EventData["action"]): void {
    const { type, reason, message, count } = written;
    const { fieldPath } = object;
    const about = { pod: podName(object), container: containerOf(object), cause };
    this.#options.recorder.record("event", { action, type, reason, message, count, fieldPath }, about);
  }
}

interface Told {
  readonly event: EmittedEvent;
  readonly combined: boolean;
  readonly observation: Observation;
  readonly now: Instant;
}

function writtenEvent({ event, combined, observation, now }: Told): WrittenEvent {
  const { object, type, reason, message } = event;
  const { name, firstTimestamp, count } = observation;
  return {
    name,
    object,
    type,
    reason,
    message: combined ? COMBINED + message : message,
    count,
    firstTimestamp,
    lastTimestamp: Math.floor(now / 1000),
  };
}

/** `main` of `spec.containers{main}`. */
function containerOf({ fieldPath }: ObjectReference): string | undefined {
  const brace = fieldPath.indexOf("{");
  return brace === -1 ? undefined : fieldPath.slice(brace + 1, -1);
}
