import { expect, test } from "vitest";

import { addNode, testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { listAt, objectAt, textAt } from "../../../base/index.ts";

const POD = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [{ name: "c", image: "i" }] },
};

const NO_VICTIMS = "0/1 nodes are available: 1 No preemption victims found for incoming pod.";
const GREEDY = { containers: [{ name: "c", image: "i", resources: { requests: { cpu: "999" } } }] };

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

const SELECTED = "node(s) didn't match Pod's node affinity/selector";
const NOT_HELPFUL = "0/1 nodes are available: 1 Preemption is not helpful for scheduling.";

/** Texts and condition: recordings v1.33.13 and v1.35.4, zz-not-pulls, pods nonode and greedy. */
test.each([
  ["1.33", { nodeSelector: { disk: "ssd" } }, `1 ${SELECTED}. preemption: ${NOT_HELPFUL}`],
  ["1.35", { nodeSelector: { disk: "ssd" } }, `1 ${SELECTED}. no new claims to deallocate, preemption: ${NOT_HELPFUL}`],
  ["1.33", GREEDY, `1 Insufficient cpu. preemption: ${NO_VICTIMS}`],
  ["1.35", GREEDY, `1 Insufficient cpu. no new claims to deallocate, preemption: ${NOT_HELPFUL}`],
] as const)("the scheduler of %s says once why no node fits (%#)", async (minor, spec, text) => {
  const cluster = testCluster({ minor });
  addNode(cluster, "node-1");
  createPod(cluster, { ...POD, spec: { ...POD.spec, ...spec } });
  await cluster.run(1000);

  const message = `0/1 nodes are available: ${text}`;
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

/** Why each of two nodes does not fit: texts of the plugins of pkg/scheduler 1.35. */
async function reasonsFor(spec: object, prepare: (cluster: TestCluster) => void = () => undefined): Promise<string> {
  const cluster = testCluster({ minor: "1.35" });
  for (const name of ["node-1", "node-2"]) addNode(cluster, name);
  prepare(cluster);
  await cluster.run(50);
  createPod(cluster, { ...POD, spec: { ...POD.spec, ...spec } });
  await cluster.run(100);
  const event = cluster.store.list("events").find((one) => textAt(one, "involvedObject", "name") === "web");
  return /available: (.*?)\. no new claims/.exec(textAt(event, "message") ?? "")?.[1] ?? textAt(event, "message") ?? "";
}

function change(cluster: TestCluster, name: string, spec: object): void {
  const node = cluster.store.get("nodes", "", name);
  cluster.api.handle({ verb: "update", resource: "nodes", namespace: "", name, body: { ...node, spec } });
}

const TAINT = { key: "gpu", value: "yes", effect: "NoSchedule" };

test("the scheduler minds cordons and taints, and pods that tolerate them", async () => {
  const prepare = (cluster: TestCluster): void => {
    change(cluster, "node-1", { unschedulable: true });
    change(cluster, "node-2", { taints: [TAINT] });
  };
  expect(await reasonsFor({}, prepare)).toBe("1 node(s) had untolerated taint(s), 1 node(s) were unschedulable");
  const tolerations = [{ key: "gpu", operator: "Equal", value: "yes", effect: "NoSchedule" }];
  expect(await reasonsFor({ tolerations }, prepare)).toBe("Successfully assigned default/web to node-2");
});

test("the scheduler counts ports and resources of the pods that are there", async () => {
  const full = { ports: [{ containerPort: 80, hostPort: 80 }], resources: { requests: { memory: "3Gi" } } };
  const prepare = (cluster: TestCluster): void => {
    for (const name of ["a", "b"]) {
      const spec = { containers: [{ name: "c", image: "i", ...full }] };
      createPod(cluster, { ...POD, metadata: { name }, spec });
    }
  };
  const { ports, resources } = full;
  const port = await reasonsFor({ containers: [{ name: "c", image: "i", ports }] }, prepare);
  expect(port).toBe("2 node(s) didn't have free ports for the requested pod ports");
  expect(await reasonsFor({ containers: [{ name: "c", image: "i", resources }] }, prepare)).toBe(
    "2 Insufficient memory",
  );
});

test("the scheduler keeps pods apart and together as they want", async () => {
  const prepare = (cluster: TestCluster): void => {
    createPod(cluster, {
      ...POD,
      metadata: { name: "db", labels: { app: "db" } },
      spec: { ...POD.spec, nodeName: "node-1" },
    });
  };
  const near = { labelSelector: { matchLabels: { app: "db" } }, topologyKey: "kubernetes.io/hostname" };
  const required = "requiredDuringSchedulingIgnoredDuringExecution";
  const together = { affinity: { podAffinity: { [required]: [near] } } };
  const apart = { affinity: { podAntiAffinity: { [required]: [near] } } };
  expect(await reasonsFor(together, prepare)).toBe("Successfully assigned default/web to node-1");
  expect(await reasonsFor(together)).toBe("2 node(s) didn't match pod affinity rules");
  expect(await reasonsFor(apart, prepare)).toBe("Successfully assigned default/web to node-2");
});

test("the scheduler waits for claims of volumes", async () => {
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  expect(await reasonsFor({ volumes })).toBe('persistentvolumeclaim "data" not found');
});

test("a pod of another scheduler is left alone", async () => {
  expect(await reasonsFor({ schedulerName: "mine" })).toBe("");
});

test("pods that do not tolerate a taint that ends pods are sent away, others when their time is over", async () => {
  const cluster = testCluster();
  addNode(cluster, "node-1");
  createPod(cluster);
  const tolerations = [{ key: "out", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 }];
  createPod(cluster, { ...POD, metadata: { name: "patient" }, spec: { ...POD.spec, tolerations } });
  await cluster.run(100);
  change(cluster, "node-1", { taints: [{ key: "out", effect: "NoExecute" }] });
  await cluster.run(100);
  const isLeaving = (name: string): boolean =>
    cluster.store.get("pods", "default", name)?.metadata.deletionTimestamp !== undefined;
  expect([isLeaving("web"), isLeaving("patient")]).toEqual([true, false]);
  expect(cluster.store.list("events").map((event) => textAt(event, "reason"))).toContain("TaintManagerEviction");
  await cluster.run(60_000);
  expect(isLeaving("patient")).toBe(true);
});

test("pods of a node that is gone are removed", async () => {
  const cluster = testCluster();
  addNode(cluster, "node-1");
  createPod(cluster);
  await cluster.run(100);
  cluster.api.handle({ verb: "delete", resource: "nodes", namespace: "", name: "node-1" });
  await cluster.run(39_000);
  expect(cluster.store.list("pods")).toHaveLength(1);
  await cluster.run(2_000);
  expect(cluster.store.list("pods")).toEqual([]);
});
