import type { Instant, Now, Random } from "../../base/index.ts";
import type { EventData, EventRules, Recorder } from "../../kinds/index.ts";
import type { EmittedEvent, EventSink, EventStore, WrittenEvent } from "../ports.ts";
import { Aggregator } from "./aggregator.ts";
import { eventKey } from "./event-keys.ts";
import { EventNames } from "./event-names.ts";
import { LruCache } from "./lru-cache.ts";
import { SpamFilter } from "./spam-filter.ts";

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

/** A stored event as the kubelet remembers it. */
interface Observation {
  readonly name: string;
  /** Whole seconds since the epoch. */
  readonly firstTimestamp: number;
  /** Goes up whether or not the event is sent. */
  count: number;
}

class CorrelatingSink implements EventSink {
  readonly #options: EventSinkOptions;
  readonly #aggregator: Aggregator;
  readonly #observations: LruCache<Observation>;
  readonly #spam: SpamFilter;
  readonly #names = new EventNames();

  constructor(options: EventSinkOptions) {
    this.#options = options;
    this.#aggregator = new Aggregator(options.rules, options.random);
    this.#observations = new LruCache(options.rules.cacheEntries);
    this.#spam = new SpamFilter(options.rules);
  }

  emit(event: EmittedEvent): void {
    const now = this.#options.clock.now();
    const written = this.#count(event, now);
    if (!this.#spam.lets(event, now)) return;
    const action = this.#send(written);
    this.#fileAnswer(event, written);
    this.#record(event, written, action);
  }

  /** Finds the stored event that this one belongs to, and counts it there. */
  #count(event: EmittedEvent, now: Instant): WrittenEvent {
    const { object, type, reason } = event;
    const { message, key } = this.#aggregator.aggregate(event, now);
    const seconds = Math.floor(now / 1000);
    const observation = this.#observations.use(key, () => ({
      name: this.#names.next(object.name, now),
      firstTimestamp: seconds,
      count: 0,
    }));
    observation.count += 1;
    const { name, firstTimestamp, count } = observation;
    return { name, object, type, reason, message, count, firstTimestamp, lastTimestamp: seconds };
  }

  /** An event that the API server has dropped meanwhile is created anew, with its old name, count and first timestamp. */
  #send(written: WrittenEvent): "create" | "patch" {
    const { store } = this.#options;
    if (written.count > 1 && store.patch(written)) return "patch";
    store.create(written);
    return "create";
  }

  /** The API server's answer is filed under what the event says, so that a combined event takes two places in the cache. */
  #fileAnswer(event: EmittedEvent, { name, firstTimestamp, count, message }: WrittenEvent): void {
    this.#observations.use(eventKey(event, message), () => ({ name, firstTimestamp, count }));
  }

  #record({ object, cause }: EmittedEvent, written: WrittenEvent, action: EventData["action"]): void {
    const { type, reason, message, count } = written;
    const { namespace, name, fieldPath } = object;
    const about = { pod: `${namespace}/${name}`, container: containerOf(fieldPath), cause };
    this.#options.recorder.record("event", { action, type, reason, message, count, fieldPath }, about);
  }
}

/** `main` of `spec.containers{main}`. */
function containerOf(fieldPath: string): string | undefined {
  const brace = fieldPath.indexOf("{");
  return brace === -1 ? undefined : fieldPath.slice(brace + 1, -1);
}
