import { expect, test } from "vitest";

import { addNode, testCluster } from "../../../test/cluster.ts";
import { listAt, objectAt, textAt } from "../../base/index.ts";

const POD = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [{ name: "c", image: "i" }] },
};

function createPod(cluster: ReturnType<typeof testCluster>, body: object = POD): void {
  cluster.api.handle({ verb: "create", resource: "pods", namespace: "default", name: "", body });
}

test("the scheduler binds a pod to the node that is ready and says so", async () => {
  const cluster = testCluster();
  addNode(cluster, "broken", false);
  addNode(cluster, "node-1");
  createPod(cluster);
  await cluster.run(100);

  const pod = cluster.store.get("pods", "default", "web");
  expect(textAt(pod, "spec", "nodeName")).toBe("node-1");
  expect(listAt(pod, "status", "conditions")).toMatchObject([{ type: "PodScheduled", status: "True" }]);
  expect(cluster.store.list("events")).toMatchObject([
    { reason: "Scheduled", message: "Successfully assigned default/web to node-1", firstTimestamp: null },
  ]);
  expect(cluster.entries.filter(({ kind }) => kind === "schedule")).toMatchObject([
    { data: { node: "node-1" }, pod: "default/web", node: "node-1" },
  ]);
});

/** Text and condition: recordings v1.33.13/zz-not-pulls, pod nonode. */
test("the scheduler says once why no node fits", async () => {
  const cluster = testCluster();
  addNode(cluster, "node-1");
  createPod(cluster, { ...POD, spec: { ...POD.spec, nodeSelector: { disk: "ssd" } } });
  await cluster.run(1000);

  const message =
    "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.";
  expect(cluster.store.list("events")).toMatchObject([{ reason: "FailedScheduling", message, type: "Warning" }]);
  expect(objectAt(listAt(cluster.store.get("pods", "default", "web"), "status", "conditions")[0])).toMatchObject({
    type: "PodScheduled",
    status: "False",
    reason: "Unschedulable",
    message,
  });
});

test("the scheduler places a pod when a node comes later", async () => {
  const cluster = testCluster();
  createPod(cluster);
  await cluster.run(100);
  expect(textAt(cluster.store.list("events")[0], "message")).toBe("no nodes available to schedule pods");
  addNode(cluster, "node-1");
  await cluster.run(100);
  expect(textAt(cluster.store.get("pods", "default", "web"), "spec", "nodeName")).toBe("node-1");
});
