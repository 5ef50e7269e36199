import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { ManualClock, type Random, SeededRandom } from "../../base/index.ts";
import { type EventData, type EventRules, type ObjectReference, rulesOf } from "../../kinds/index.ts";
import type { EmittedEvent, EventStore, WrittenEvent } from "../ports.ts";
import { BackOff } from "../images/index.ts";
import { createEventSink } from "./event-sink.ts";

interface Upstream {
  readonly correlator: readonly {
    readonly name: string;
    readonly previous: string | readonly never[];
    readonly interval_s: number;
    readonly expect: { readonly skip: boolean; readonly count?: number; readonly message_prefix?: string };
  }[];
  readonly spam_filter: readonly {
    readonly burst: number;
    readonly second: { readonly reason: string };
    readonly skip: boolean;
    readonly key?: string;
  }[];
  readonly image_pull_stream_derived: Readonly<Record<`at_${number}s`, Readonly<Record<string, SeenByMessage>>>>;
}

type SeenByMessage = Readonly<
  Record<string, { readonly emitted: number; readonly visible_count: number; readonly last_sent_at: number }>
>;

const upstream = readUpstream("events") as Upstream;
const RULES = rulesOf("1.35").events;

const POD: ObjectReference = {
  kind: "Pod",
  apiVersion: "v1",
  namespace: "default",
  name: "web",
  uid: "6b1f",
  resourceVersion: "1",
  fieldPath: "spec.containers{main}",
};

const EVENT: EmittedEvent = { object: POD, type: "Normal", reason: "BackOff", message: "same" };

/** A sink whose writes and trace entries can be read. `forgets`: the API server has dropped what is patched. */
function sinkWith(rules: EventRules = RULES, forgets = false, random: Random = new SeededRandom(1)) {
  const clock = new ManualClock(1_700_000_000_000);
  const written: WrittenEvent[] = [];
  const entries: EventData[] = [];
  const store: EventStore = {
    create: (event) => void written.push(event),
    patch: (event) => !forgets && written.push(event) > 0,
  };
  const recorder = { record: (_kind: unknown, data: unknown) => entries.push(data as EventData) };
  const sink = createEventSink({ rules, store, clock, random, recorder });
  return { clock, sink, written, entries };
}

/** The events before the last one, as the words of the upstream table say, and the last one. */
function story(previous: string): readonly EmittedEvent[] {
  const count = Number(/^\d+/.exec(previous)?.[0] ?? 0);
  const nth = (index: number): EmittedEvent => {
    if (previous.includes("distinct messages")) return { ...EVENT, message: `message ${index}` };
    if (previous.includes("different objects")) return { ...EVENT, object: { ...POD, name: `web-${index}` } };
    if (previous.includes("other fieldPath"))
      return { ...EVENT, object: { ...POD, fieldPath: "spec.containers{other}" } };
    return EVENT;
  };
  return [...Array.from({ length: count }, (_, index) => nth(index)), EVENT];
}

describe("createEventSink() treats the last event as client-go's own tests ask", () => {
  test.each(upstream.correlator)("$name", async ({ previous, interval_s: interval, expect: wanted }) => {
    const { clock, sink, entries } = sinkWith();

    let sent = 0;
    for (const event of story(String(previous))) {
      sent = entries.length;
      sink.emit(event);
      await clock.runUntil(clock.now() + interval * 1000);
    }

    const last = entries[sent];
    expect(last === undefined).toBe(wanted.skip);
    expect(last?.count).toBe(wanted.count ?? last?.count);
    expect(last?.message).toBe(wanted.skip ? undefined : `${wanted.message_prefix ?? ""}same`);
  });

  test("default spam key: another reason of the same object draws from the same budget", () => {
    const [row] = upstream.spam_filter.filter(({ key }) => key === undefined);
    const { sink, entries } = sinkWith({ ...RULES, spamBurst: row?.burst ?? 0 });

    sink.emit(EVENT);
    sink.emit({ ...EVENT, reason: row?.second.reason ?? "" });

    expect(entries).toHaveLength(row?.skip ? 1 : 2);
  });
});

/** Events of an image that never exists: pulls fail at once, a look after 1 s and then every 10 s. */
function eventsOfLook(inWindow: boolean): readonly EmittedEvent[] {
  const failed = { ...EVENT, type: "Warning", reason: "Failed" } as const;
  if (inWindow) {
    return [
      { ...EVENT, message: 'Back-off pulling image "X"' },
      { ...failed, message: "Error: ImagePullBackOff" },
    ];
  }
  return [
    { ...EVENT, reason: "Pulling", message: 'Pulling image "X"' },
    { ...failed, message: 'Failed to pull image "X": boom' },
    { ...failed, message: "Error: ErrImagePull" },
  ];
}

describe.each([
  ["1.31", "spam_key_without_type(<1.32)"],
  ["1.32", "spam_key_with_type(>=1.32)"],
] as const)("createEventSink() shows of a failing pull in %s", (minor, key) => {
  test.each([60, 300, 1200] as const)("what is known after %i s", async (seconds) => {
    const { clock, sink, written, entries } = sinkWith(rulesOf(minor).events);
    const emitted: string[] = [];
    const start = clock.now();
    const backOff = new BackOff(rulesOf(minor).backoff, clock);

    for (let at = 0; at <= seconds; at = at === 0 ? 1 : at + 10) {
      await clock.runUntil(start + at * 1000);
      const inWindow = backOff.inBackOff("pod", clock.now()) !== undefined;
      for (const event of eventsOfLook(inWindow)) {
        sink.emit(event);
        emitted.push(event.message);
      }
      if (!inWindow) backOff.next("pod", clock.now());
    }

    const seen = Object.entries(upstream.image_pull_stream_derived[`at_${seconds}s`]?.[key] ?? {});
    expect(seen).toHaveLength(5);
    for (const [message, wanted] of seen) {
      const last = written.findLast((event) => event.message === message);
      expect(emitted.filter((text) => text === message)).toHaveLength(wanted.emitted);
      expect(entries.findLast((entry) => entry.message === message)?.count).toBe(wanted.visible_count);
      expect([last?.count, (last?.lastTimestamp ?? 0) - start / 1000]).toEqual([
        wanted.visible_count,
        wanted.last_sent_at,
      ]);
    }
  });
});

const streams = fc.array(fc.record({ message: fc.constantFrom("a", "b", "c"), wait: fc.nat(400_000) }), {
  minLength: 1,
  maxLength: 80,
});

test("createEventSink() counts every event, sent or not", async () => {
  await fc.assert(
    fc.asyncProperty(streams, async (events) => {
      const { clock, sink, entries } = sinkWith();
      const counts = new Map<string, number>();
      for (const { message, wait } of events) {
        await clock.runUntil(clock.now() + wait);
        const sent = entries.length;
        counts.set(message, (counts.get(message) ?? 0) + 1);
        sink.emit({ ...EVENT, message });
        expect(entries[sent]?.count ?? counts.get(message)).toBe(counts.get(message));
      }
    }),
  );
});

test("createEventSink() creates an event that was dropped anew, under its old name and with its count", async () => {
  await fc.assert(
    fc.asyncProperty(streams, async (events) => {
      const { clock, sink, written } = sinkWith(RULES, true);
      for (const { message, wait } of events) {
        await clock.runUntil(clock.now() + wait);
        sink.emit({ ...EVENT, message });
      }

      for (const message of ["a", "b", "c"]) {
        const same = written.filter((event) => event.message === message);
        expect(new Set(same.map(({ name, firstTimestamp }) => `${name} ${firstTimestamp}`)).size).toBeLessThanOrEqual(
          1,
        );
        expect(same.map(({ count }) => count)).toEqual(same.map(({ count }) => count).sort((a, b) => a - b));
      }
    }),
  );
});

test("createEventSink() names events after object and nanosecond, no name twice in one instant", () => {
  const { sink, written, clock } = sinkWith();
  for (const message of ["a", "b", "c"]) sink.emit({ ...EVENT, message });

  const first = BigInt(clock.now()) * 1_000_000n;
  expect(written.map(({ name }) => name)).toEqual([0n, 1n, 2n].map((more) => `web.${(first + more).toString(16)}`));
});

test("createEventSink() tells the trace which container an event is about, and what led to it", () => {
  const abouts: unknown[] = [];
  const recorder = { record: (_kind: unknown, _data: unknown, about: unknown) => abouts.push(about) };
  const store = { create: () => {}, patch: () => true };
  const options = { rules: RULES, store, clock: new ManualClock(), random: new SeededRandom(1), recorder };
  const sink = createEventSink(options);

  sink.emit({ ...EVENT, cause: 7 });
  sink.emit({ ...EVENT, object: { ...POD, fieldPath: "" } });

  expect(abouts).toEqual([
    { pod: "default/web", container: "main", cause: 7 },
    { pod: "default/web", container: undefined, cause: undefined },
  ]);
});

test.each([0, 1, 5, 9])(
  "createEventSink() forgets the message that chance picks from a full group: number %i",
  (index) => {
    const { sink, entries } = sinkWith({ ...RULES, spamBurst: 100 }, false, { next: () => index / 10 });
    const messages = Array.from({ length: 10 }, (_, number) => `message ${number}`);
    for (const message of messages) sink.emit({ ...EVENT, message });
    const known = messages[index === 0 ? 1 : 0] ?? "";

    sink.emit({ ...EVENT, message: known });

    // Nine are remembered, so what comes again is counted by itself unless it is the forgotten one.
    expect(entries.at(-1)).toMatchObject({ message: known, count: 2 });
    sink.emit({ ...EVENT, message: messages[index] ?? "" });
    expect(entries.at(-1)?.message).toBe(`(combined from similar events): ${messages[index]}`);
  },
);
