import { expect, test } from "vitest";

import { addNode, testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { textAt, valueAt } from "../../../base/index.ts";

function createPod(cluster: TestCluster, name: string, spec: object): void {
  const body = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: { containers: [{ name: "c", image: "i" }], ...spec },
  };
  cluster.api.handle({ verb: "create", resource: "pods", namespace: "default", name: "", body });
}

async function remove(cluster: TestCluster, name: string): Promise<void> {
  const query = { gracePeriodSeconds: "0" };
  cluster.api.handle({ verb: "delete", resource: "pods", namespace: "default", name, query });
  await cluster.run(100);
}

/** Count of each refusal of a pod that was written. */
function refusals(cluster: TestCluster, pod: string): number[] {
  const about = cluster.store.list("events").filter((event) => textAt(event, "involvedObject", "name") === pod);
  return about.map((event) => Number(valueAt(event, "series", "count") ?? 1));
}

const TOO_LARGE = { containers: [{ name: "c", image: "i", resources: { requests: { cpu: "99" } } }] };

async function refusedBeside(others: readonly string[]): Promise<TestCluster> {
  const cluster = testCluster({ minor: "1.33" });
  addNode(cluster, "node-1");
  for (const name of others) createPod(cluster, name, { nodeName: "node-1" });
  createPod(cluster, "large", TOO_LARGE);
  createPod(cluster, "choosy", { nodeSelector: { disk: "ssd" } });
  await cluster.run(1000);
  return cluster;
}

/** As in zz-not-pulls, recorded of 1.30, 1.33 and 1.35: the condition makes a new version of the pod, and a new event. */
test("a pod that lacks room is tried again when another leaves, and the third time its event becomes a series", async () => {
  const cluster = await refusedBeside(["a", "b", "c"]);
  expect(refusals(cluster, "large")).toEqual([1]);
  await remove(cluster, "a");
  expect(refusals(cluster, "large")).toEqual([1, 1]);
  await remove(cluster, "b");
  expect(refusals(cluster, "large")).toEqual([1, 2]);
  await remove(cluster, "c");
  expect(refusals(cluster, "large")).toEqual([1, 2]);
  expect(refusals(cluster, "choosy")).toEqual([1]);
});

test("what no event has brought back is tried again after five minutes", async () => {
  const cluster = await refusedBeside([]);
  await cluster.run(299_000);
  expect(refusals(cluster, "choosy")).toEqual([1]);
  await cluster.run(35_000);
  expect(refusals(cluster, "choosy")).toEqual([1, 1]);
});

test("until 1.32 a refused pod waits a second, then two, before it is tried again", async () => {
  const cluster = testCluster({ minor: "1.30" });
  addNode(cluster, "node-1");
  for (const name of ["a", "b"]) createPod(cluster, name, { nodeName: "node-1" });
  createPod(cluster, "large", TOO_LARGE);
  await cluster.run(100);
  await remove(cluster, "a");
  expect(refusals(cluster, "large")).toEqual([1]);
  await cluster.run(1000);
  expect(refusals(cluster, "large")).toEqual([1, 1]);
});

test("a pod takes the room of one that has ended", async () => {
  const cluster = testCluster({ minor: "1.33" });
  addNode(cluster, "node-1");
  const spec = { containers: [{ name: "c", image: "i", resources: { requests: { cpu: "2" } } }] };
  createPod(cluster, "first", spec);
  await cluster.run(100);
  createPod(cluster, "second", spec);
  await cluster.run(100);
  expect(textAt(cluster.store.get("pods", "default", "second"), "spec", "nodeName")).toBeUndefined();
  const first = cluster.store.get("pods", "default", "first");
  const body = { ...first, status: { phase: "Succeeded" } };
  const place = { resource: "pods", subresource: "status", namespace: "default", name: "first" } as const;
  cluster.api.handle({ verb: "update", ...place, body });
  await cluster.run(100);
  expect(textAt(cluster.store.get("pods", "default", "second"), "spec", "nodeName")).toBe("node-1");
});
