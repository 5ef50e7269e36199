import type { Now, Random } from "../../base/index.ts";
import type { EventData, EventRules, Recorder } from "../../kinds/index.ts";
import type { EmittedEvent, EventSink, EventStore, WrittenEvent } from "../ports.ts";
import { Aggregator } from "./aggregator.ts";
import { eventKey } from "./event-keys.ts";
import { EventNames } from "./event-names.ts";
import { Observations } from "./observations.ts";
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

class CorrelatingSink implements EventSink {
  readonly #options: EventSinkOptions;
  readonly #aggregator: Aggregator;
  readonly #observations: Observations;
  readonly #spam: SpamFilter;
  readonly #names = new EventNames();

  constructor(options: EventSinkOptions) {
    this.#options = options;
    this.#aggregator = new Aggregator(options.rules, options.random);
    this.#observations = new Observations(options.rules.cacheEntries);
    this.#spam = new SpamFilter(options.rules);
  }

  emit(event: EmittedEvent): void {
    const now = this.#options.clock.now();
    const { message, key } = this.#aggregator.aggregate(event, now);
    const seconds = Math.floor(now / 1000);
    const observation = this.#observations.observe(key, () => ({
      name: this.#names.next(event.object.name, now),
      count: 1,
      firstTimestamp: seconds,
    }));
    const { object, type, reason } = event;
    const written = { object, type, reason, message, ...observation, lastTimestamp: seconds };
    const action = this.#spam.lets(event, now) ? this.#send(written) : "drop";
    if (action !== "drop") this.#observations.remember(eventKey(event, message), observation);
    this.#record(event, written, action);
  }

  /** An event that the API server has dropped meanwhile is created anew, with its old name, count and first timestamp. */
  #send(written: WrittenEvent): "create" | "patch" {
    const { store } = this.#options;
    if (written.count > 1 && store.patch(written)) return "patch";
    store.create(written);
    return "create";
  }

  #record({ object, cause }: EmittedEvent, written: WrittenEvent, action: EventData["action"]): void {
    const { type, reason, message, count } = written;
    const { namespace, name, fieldPath } = object;
    const pod = `${namespace}/${name}`;
    this.#options.recorder.record(
      "event",
      { action, type, reason, message, count, fieldPath },
      { pod, ...containerOf(fieldPath), ...(cause === undefined ? {} : { cause }) },
    );
  }
}

/** `main` of `spec.containers{main}`. */
function containerOf(fieldPath: string): { readonly container?: string } {
  const brace = fieldPath.indexOf("{");
  return brace === -1 ? {} : { container: fieldPath.slice(brace + 1, -1) };
}
