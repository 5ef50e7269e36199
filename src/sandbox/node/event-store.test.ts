import { expect, test } from "vitest";

import { ManualClock } from "../../base/index.ts";
import type { WrittenEvent } from "../../kubelet/index.ts";
import { createStore } from "../store/index.ts";
import { createEventStore } from "./event-store.ts";

const HOUR = 3_600_000;

const EVENT: WrittenEvent = {
  name: "web.1",
  object: {
    kind: "Pod",
    apiVersion: "v1",
    namespace: "shop",
    name: "web",
    uid: "uid-web",
    resourceVersion: "1",
    fieldPath: "spec.containers{app}",
  },
  type: "Normal",
  reason: "BackOff",
  message: 'Back-off pulling image "app"',
  count: 1,
  firstTimestamp: 0,
  lastTimestamp: 0,
};

function eventsOf(): {
  clock: ManualClock;
  store: ReturnType<typeof createStore>;
  events: ReturnType<typeof createEventStore>;
} {
  const clock = new ManualClock();
  const store = createStore();
  return { clock, store, events: createEventStore(store, clock, "node-1") };
}

test("an event that is patched keeps when it was created", async () => {
  const { clock, store, events } = eventsOf();
  events.create(EVENT);
  await clock.runUntil(HOUR);

  expect(events.patch({ ...EVENT, count: 2 })).toBe(true);
  expect(store.get("events", "shop", "web.1")).toMatchObject({
    metadata: { creationTimestamp: "1970-01-01T00:00:00Z" },
    count: 2,
  });
});

/** client-go's recordEvent() creates what is not found. */
test("an event that somebody has deleted cannot be patched", () => {
  const { store, events } = eventsOf();
  events.create(EVENT);
  store.remove("events", "shop", "web.1");

  expect(events.patch({ ...EVENT, count: 2 })).toBe(false);
});

test("an event cannot be patched more than an hour after its last write", async () => {
  const { clock, store, events } = eventsOf();
  events.create(EVENT);
  await clock.runUntil(HOUR + 1000);

  expect(events.patch({ ...EVENT, count: 2 })).toBe(false);
  expect(store.list("events")).toEqual([]);
});
