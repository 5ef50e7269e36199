import { ManualClock, SeededRandom } from "../../src/base/index.ts";
import { type EventType, type Minor, type ObjectReference, rulesOf } from "../../src/kinds/index.ts";
import { createEventSink, type EventStore, NO_RECORDER, type WrittenEvent } from "../../src/kubelet/index.ts";

interface Input {
  readonly host: string;
  readonly ttlSeconds: number;
  readonly objects: readonly ObjectReference[];
  readonly events: readonly {
    readonly at: number;
    readonly object: number;
    readonly type: EventType;
    readonly reason: string;
    readonly message: string;
  }[];
}

/** What became of one emitted event. */
type Result = { readonly action: string } & Record<string, unknown>;

export async function answerEventCorrelator(input: Input, minor: Minor): Promise<unknown> {
  const clock = new ManualClock();
  const store = new ForgetfulStore(clock, input.ttlSeconds);
  const rules = rulesOf(minor).events;
  const sink = createEventSink({ rules, store, clock, random: new SeededRandom(1), recorder: NO_RECORDER });
  const results: Result[] = [];
  for (const { at, object, ...event } of input.events) {
    await clock.runUntil(Math.round(at * 1000));
    const reference = input.objects[object];
    if (reference === undefined) throw new Error(`No object ${object}`);
    sink.emit({ object: reference, ...event });
    results.push(store.takeResult());
  }
  return { results };
}

/** An API server that deletes an event some time after its last write. */
class ForgetfulStore implements EventStore {
  readonly #clock: ManualClock;
  readonly #ttl: number;
  readonly #events = new Map<string, { readonly number: number; readonly writtenAt: number }>();
  #created = 0;
  #result: Result = { action: "skip" };

  constructor(clock: ManualClock, ttlSeconds: number) {
    this.#clock = clock;
    this.#ttl = ttlSeconds === 0 ? Infinity : ttlSeconds * 1000;
  }

  create(event: WrittenEvent): void {
    this.#write("create", event, this.#created++);
  }

  patch(event: WrittenEvent): boolean {
    const stored = this.#events.get(event.name);
    if (stored === undefined || this.#clock.now() - stored.writtenAt >= this.#ttl) return false;
    this.#write("patch", event, stored.number);
    return true;
  }

  takeResult(): Result {
    const result = this.#result;
    this.#result = { action: "skip" };
    return result;
  }

  #write(action: string, event: WrittenEvent, number: number): void {
    this.#events.set(event.name, { number, writtenAt: this.#clock.now() });
    const { count, message, firstTimestamp, lastTimestamp } = event;
    this.#result = { action, event: number, count, message, firstTimestamp, lastTimestamp };
  }
}
