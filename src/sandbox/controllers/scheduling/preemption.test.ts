import { expect, test } from "vitest";

import { addNode, testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { startFakeKubelet } from "../../../../test/fake-kubelet.ts";
import { type JsonObject, listAt, textAt } from "../../../base/index.ts";
import type { Minor } from "../../../kinds/index.ts";

/** A cluster with two classes and nodes of two cores each. */
function clusterWith(minor: Minor, ...nodes: readonly string[]): TestCluster {
  const cluster = testCluster({ minor });
  for (const node of nodes) addNode(cluster, node);
  for (const [name, value] of Object.entries({ high: 1000, low: 10 })) {
    const body = { apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name }, value };
    cluster.api.handle({ verb: "create", resource: "priorityclasses", namespace: "", name, body });
  }
  startFakeKubelet(cluster, () => true);
  return cluster;
}

interface Wish {
  readonly cpu: string;
  readonly priority: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: JsonObject;
}

function createPod(cluster: TestCluster, name: string, { cpu, priority, labels, spec }: Wish): void {
  const containers = [{ name: "c", image: "i", resources: { requests: { cpu } } }];
  const body = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, ...(labels && { labels }) },
    spec: { terminationGracePeriodSeconds: 5, priorityClassName: priority, containers, ...spec },
  };
  const answer = cluster.api.handle({ verb: "create", resource: "pods", namespace: "default", name: "", body });
  expect(answer.ok).toBe(true);
}

function told(cluster: TestCluster, name: string): string[] {
  return cluster.store
    .list("events")
    .filter((event) => textAt(event, "involvedObject", "name") === name)
    .map((event) => `${textAt(event, "reason") ?? ""}: ${textAt(event, "message") ?? ""}`);
}

function nodeOf(cluster: TestCluster, name: string): string | undefined {
  return textAt(cluster.store.get("pods", "default", name), "spec", "nodeName");
}

/** Texts: pkg/scheduler/framework/preemption of each minor. */
test.each<[Minor, (uid: string) => string]>([
  ["1.28", () => "Preempted: Preempted by a pod on node node-1"],
  ["1.35", (uid) => `Preempted: Preempted by pod ${uid} on node node-1`],
])("the scheduler of %s ends a less important pod for one that fits nowhere", async (minor, said) => {
  const cluster = clusterWith(minor, "node-1");
  createPod(cluster, "small", { cpu: "500m", priority: "low" });
  createPod(cluster, "large", { cpu: "1500m", priority: "low" });
  await cluster.run(1000);
  createPod(cluster, "urgent", { cpu: "1500m", priority: "high" });
  await cluster.run(100);

  const urgent = cluster.store.get("pods", "default", "urgent");
  expect(textAt(urgent, "status", "nominatedNodeName")).toBe("node-1");
  expect(told(cluster, "urgent")).toEqual(["FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu."]);
  expect(told(cluster, "large")).toContain(said(urgent?.metadata.uid ?? ""));
  expect(told(cluster, "small").join("\n")).not.toContain("Preempted");
  expect(listAt(cluster.store.get("pods", "default", "large"), "status", "conditions")).toContainEqual(
    expect.objectContaining({ type: "DisruptionTarget", status: "True", reason: "PreemptionByScheduler" }),
  );
  await cluster.run(10_000);
  expect(nodeOf(cluster, "urgent")).toBe("node-1");
  expect(cluster.store.get("pods", "default", "large")).toBeUndefined();
});

test("the place of a pod that waits for its victims is not given away", async () => {
  const cluster = clusterWith("1.35", "node-1");
  createPod(cluster, "large", { cpu: "2", priority: "low" });
  await cluster.run(1000);
  createPod(cluster, "urgent", { cpu: "2", priority: "high" });
  await cluster.run(100);
  createPod(cluster, "late", { cpu: "500m", priority: "low" });
  await cluster.run(10_000);
  expect([nodeOf(cluster, "urgent"), nodeOf(cluster, "late")]).toEqual(["node-1", undefined]);
});

test("nobody goes for a pod that says Never, or that is not more important", async () => {
  const cluster = clusterWith("1.33", "node-1");
  createPod(cluster, "large", { cpu: "2", priority: "low" });
  await cluster.run(1000);
  createPod(cluster, "equal", { cpu: "1", priority: "low" });
  const body = {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: "patient" },
    value: 2000,
    preemptionPolicy: "Never",
  };
  cluster.api.handle({ verb: "create", resource: "priorityclasses", namespace: "", name: "", body });
  createPod(cluster, "patient", { cpu: "1", priority: "patient" });
  await cluster.run(1000);
  const lacking = "FailedScheduling: 0/1 nodes are available: 1 Insufficient cpu. preemption:";
  const none = "0/1 nodes are available: 1 No preemption victims found for incoming pod.";
  expect(told(cluster, "equal")).toEqual([`${lacking} ${none}`]);
  expect(told(cluster, "patient")).toEqual([`${lacking} not eligible due to preemptionPolicy=Never.`]);
});

test("the node is chosen on which no budget is broken, then the one with the least important victims", async () => {
  const cluster = clusterWith("1.35", "node-1", "node-2");
  createPod(cluster, "kept", { cpu: "2", priority: "low", labels: { app: "kept" }, spec: { nodeName: "node-1" } });
  createPod(cluster, "loose", { cpu: "2", priority: "low", spec: { nodeName: "node-2" } });
  const spec = { minAvailable: 1, selector: { matchLabels: { app: "kept" } } };
  const body = { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "kept" }, spec };
  cluster.api.handle({ verb: "create", resource: "poddisruptionbudgets", namespace: "default", name: "", body });
  await cluster.run(1000);
  createPod(cluster, "urgent", { cpu: "1", priority: "high" });
  await cluster.run(100);
  expect(textAt(cluster.store.get("pods", "default", "urgent"), "status", "nominatedNodeName")).toBe("node-2");
});
