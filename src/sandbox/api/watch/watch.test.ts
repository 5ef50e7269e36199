import { expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { valueAt } from "../../../base/index.ts";

const MAPS = "/api/v1/namespaces/default/configmaps";

/** What a client has read of a watch so far, event by event. */
class Reader {
  readonly events: unknown[] = [];
  isOver = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(response: Response) {
    if (response.body === null) throw new Error("No body");
    this.#reader = response.body.getReader();
  }

  /** Reads as long as something is there. */
  follow(): this {
    void this.#read();
    return this;
  }

  /** Reads one part more. */
  async next(): Promise<void> {
    const { done, value } = await this.#reader.read();
    if (done) this.isOver = true;
    else this.events.push(...lines(value));
  }

  stop(): Promise<void> {
    return this.#reader.cancel();
  }

  async #read(): Promise<void> {
    while (!this.isOver) await this.next();
  }
}

function lines(bytes: Uint8Array): unknown[] {
  const text = new TextDecoder().decode(bytes);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as unknown]));
}

async function open(cluster: TestCluster, query: string, accept = "application/json"): Promise<Response> {
  return cluster.api.fetch(new Request(`http://x${MAPS}?watch=1&${query}`, { headers: { accept } }));
}

function put(cluster: TestCluster, name: string, labels: object = {}): string {
  const body = { metadata: { name, labels }, data: { time: `${cluster.store.resourceVersion}` } };
  const at = { resource: "configmaps", namespace: "default", name };
  const verb = cluster.store.get("configmaps", "default", name) === undefined ? "create" : "update";
  const answer = cluster.api.handle({ verb, ...at, body });
  return String(answer.ok && "object" in answer ? answer.object.metadata.resourceVersion : "");
}

/** A cluster whose only config maps are those of the test. */
function quietCluster(): TestCluster {
  const cluster = testCluster({ controllers: false });
  cluster.store.remove("configmaps", "default", "kube-root-ca.crt");
  return cluster;
}

function shown(events: readonly unknown[]): string[] {
  return events.map(
    (event) => `${String(valueAt(event, "type"))} ${String(valueAt(event, "object", "metadata", "name"))}`,
  );
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("a watch without a version begins with what there is and goes on with every change", async () => {
  const cluster = quietCluster();
  put(cluster, "b");
  put(cluster, "a");
  const reader = new Reader(await open(cluster, "")).follow();
  await settled();
  put(cluster, "a");
  cluster.api.handle({ verb: "delete", resource: "configmaps", namespace: "default", name: "b" });
  await settled();
  expect(shown(reader.events)).toEqual(["ADDED a", "ADDED b", "MODIFIED a", "DELETED b"]);
});

test("a watch from a version tells what came behind it, in order", async () => {
  const cluster = quietCluster();
  const version = put(cluster, "a");
  put(cluster, "b");
  put(cluster, "a");
  const reader = new Reader(await open(cluster, `resourceVersion=${version}`)).follow();
  await settled();
  expect(shown(reader.events)).toEqual(["ADDED b", "MODIFIED a"]);
});

test("what changes because of a change is told once, behind it", async () => {
  const cluster = quietCluster();
  cluster.store.watch(({ type, object }) => {
    if (type === "ADDED" && object.metadata.name === "a") put(cluster, "b");
  }, "configmaps");
  const reader = new Reader(await open(cluster, "")).follow();
  await settled();
  put(cluster, "a");
  await settled();
  expect(shown(reader.events)).toEqual(["ADDED a", "ADDED b"]);
});

test("what leaves a selection is deleted to its watcher, what enters it is added", async () => {
  const cluster = quietCluster();
  put(cluster, "a", { app: "x" });
  const reader = new Reader(await open(cluster, "labelSelector=app%3Dx")).follow();
  put(cluster, "a", { app: "y" });
  put(cluster, "b", { app: "y" });
  const version = put(cluster, "b", { app: "x" });
  await settled();
  expect(shown(reader.events)).toEqual(["ADDED a", "DELETED a", "ADDED b"]);
  expect(valueAt(reader.events[1], "object", "metadata", "labels")).toEqual({ app: "x" });
  expect(valueAt(reader.events[2], "object", "metadata", "resourceVersion")).toBe(version);
});

test("a version that the history has forgotten ends the watch with 410", async () => {
  const cluster = quietCluster();
  for (let count = 0; count < 2100; count += 1) put(cluster, "a");
  const reader = new Reader(await open(cluster, "resourceVersion=5")).follow();
  await settled();
  expect(reader.events).toMatchObject([{ type: "ERROR", object: { code: 410, reason: "Expired" } }]);
  expect(reader.isOver).toBe(true);
});

test("a list that is followed ends with a bookmark that says so", async () => {
  const cluster = quietCluster();
  put(cluster, "a");
  const query = "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
  const reader = new Reader(await open(cluster, query)).follow();
  await settled();
  const annotations = { "k8s.io/initial-events-end": "true" };
  const resourceVersion = `${cluster.store.resourceVersion}`;
  expect(reader.events).toMatchObject([
    { type: "ADDED" },
    { type: "BOOKMARK", object: { kind: "ConfigMap", metadata: { resourceVersion, annotations } } },
  ]);
});

test("bookmarks come every minute to those who want them, and the server ends the watch in time", async () => {
  const cluster = quietCluster();
  const reader = new Reader(await open(cluster, "allowWatchBookmarks=true&timeoutSeconds=150")).follow();
  await cluster.run(149_000);
  expect(reader.events.map((event) => valueAt(event, "type"))).toEqual(["BOOKMARK", "BOOKMARK"]);
  await cluster.run(2000);
  expect(reader.isOver).toBe(true);
});

test("a table is watched row by row, with its columns once", async () => {
  const cluster = quietCluster();
  put(cluster, "a");
  const reader = new Reader(await open(cluster, "", "application/json;as=Table;v=v1;g=meta.k8s.io")).follow();
  put(cluster, "a");
  await settled();
  expect(reader.events.map((event) => valueAt(event, "object", "columnDefinitions") !== undefined)).toEqual([
    true,
    false,
  ]);
  expect(valueAt(reader.events[1], "object", "kind")).toBe("Table");
});

test("a slow client costs nothing and misses nothing: what waits is taken from the history", async () => {
  const cluster = quietCluster();
  const reader = new Reader(await open(cluster, `resourceVersion=${cluster.store.resourceVersion}`));
  for (let count = 0; count < 500; count += 1) put(cluster, `m-${count}`);
  while (reader.events.length < 500) await reader.next();
  expect(shown(reader.events)).toEqual(Array.from({ length: 500 }, (_, count) => `ADDED m-${count}`));
});

test("500 clients each hear of every change; those who have gone hear nothing", async () => {
  const cluster = quietCluster();
  const readers = await Promise.all(
    Array.from({ length: 500 }, async () => new Reader(await open(cluster, "")).follow()),
  );
  put(cluster, "a");
  await settled();
  await Promise.all(readers.slice(250).map((reader) => reader.stop()));
  put(cluster, "b");
  await settled();
  const counts = readers.map((reader) => reader.events.length);
  expect([new Set(counts.slice(0, 250)), new Set(counts.slice(250))]).toEqual([new Set([2]), new Set([1])]);
});

test("a client that goes away ends its watch", async () => {
  const cluster = quietCluster();
  const gone = new AbortController();
  const request = new Request(`http://x${MAPS}?watch=1`, { signal: gone.signal });
  const reader = new Reader(await cluster.api.fetch(request)).follow();
  gone.abort();
  await settled();
  expect(reader.isOver).toBe(true);
});
