import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../../../conformance/vectors.ts";
import { addNode, testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { startFakeKubelet } from "../../../../test/fake-kubelet.ts";
import { objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";

/** A cluster with one node, on which images with a tag that ends in `-bad` or `-rcl` never run. */
function clusterWith(...nodes: readonly string[]): TestCluster {
  const cluster = testCluster();
  for (const node of nodes) addNode(cluster, node);
  startFakeKubelet(cluster, (pod: Pod) => !/-(?:bad|rcl)$/.test(pod.spec.containers[0]?.image ?? ""));
  return cluster;
}

function create(cluster: TestCluster, resource: string, body: object): void {
  const answer = cluster.api.handle({ verb: "create", resource, namespace: "default", name: "", body });
  expect(answer.ok).toBe(true);
}

function setImage(cluster: TestCluster, resource: string, image: string): void {
  const body = { spec: { template: { spec: { containers: [{ name: "main", image }] } } } };
  cluster.api.handle({ verb: "patch", patchType: "strategic", resource, namespace: "default", name: "web", body });
}

function workload(kind: string, spec: object = {}, image = "web:1"): object {
  const labels = { app: "web" };
  const template = {
    metadata: { labels },
    spec: { terminationGracePeriodSeconds: 1, containers: [{ name: "main", image }] },
  };
  return {
    apiVersion: kind === "Job" || kind === "CronJob" ? "batch/v1" : "apps/v1",
    kind,
    metadata: { name: "web" },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  };
}

function pods(cluster: TestCluster): Pod[] {
  return cluster.store.list("pods") as Pod[];
}

function statusOf(cluster: TestCluster, resource: string): object {
  return objectAt(cluster.store.get(resource, "default", "web"), "status");
}

/** Messages about an object of a kind, with every replica set named by its place in the row. */
function messages(events: readonly unknown[], kind: string): string[] {
  const own = events.filter((event) => textAt(event, "involvedObject", "kind") === kind);
  const names: string[] = [];
  return own.map((event) => {
    const message = textAt(event, "message") ?? "";
    return message.replaceAll(/web-[a-z0-9]{6,10}/g, (name) => {
      if (!names.includes(name)) names.push(name);
      return `set ${names.indexOf(name)}`;
    });
  });
}

function recorded(file: string): KubernetesObject[] {
  const path = new URL(`../../../../conformance/recordings/v1.33.13/v-rollout/${file}.jsonl.gz`, import.meta.url)
    .pathname;
  const lines = readJsonLines(path) as { readonly object: KubernetesObject }[];
  return lines.map(({ object }) => object);
}

describe("a Deployment", () => {
  test("rolls out, stands still on a bad image and recovers, with the events of the recorded rollout", async () => {
    const cluster = clusterWith("node-1");
    create(cluster, "deployments", workload("Deployment", { replicas: 2, progressDeadlineSeconds: 60 }));
    await cluster.run(5_000);
    setImage(cluster, "deployments", "web:1-rcl");
    await cluster.run(100_000);
    const stuck = statusOf(cluster, "deployments");
    setImage(cluster, "deployments", "web:2");
    await cluster.run(20_000);

    expect(messages(cluster.store.list("events"), "Deployment")).toEqual(messages(recorded("events"), "Deployment"));
    const history = recorded("deployments").map((object) => objectAt(object, "status"));
    const recordedStuck = history.find((status) => JSON.stringify(status).includes("ProgressDeadlineExceeded"));
    expect(comparable(stuck)).toEqual(comparable(recordedStuck));
    expect(comparable(statusOf(cluster, "deployments"))).toEqual(comparable(history.at(-1)));
    expect(pods(cluster).map(({ spec }) => spec.containers[0]?.image)).toEqual(["web:2", "web:2"]);
  });

  test("keeps its pods while the new ones do not start", async () => {
    const cluster = clusterWith("node-1");
    create(cluster, "deployments", workload("Deployment", { replicas: 4 }));
    await cluster.run(5_000);
    setImage(cluster, "deployments", "web:bad-bad");
    await cluster.run(30_000);
    const images = pods(cluster).map(({ spec }) => spec.containers[0]?.image);
    expect(images.filter((image) => image === "web:1")).toHaveLength(3);
    expect(images.filter((image) => image === "web:bad-bad")).toHaveLength(2);
  });

  test("takes its pods along when it is deleted", async () => {
    const cluster = clusterWith("node-1");
    create(cluster, "deployments", workload("Deployment", { replicas: 2 }));
    await cluster.run(5_000);
    cluster.api.handle({ verb: "delete", resource: "deployments", namespace: "default", name: "web" });
    await cluster.run(5_000);
    expect([...cluster.store.list("replicasets"), ...pods(cluster)]).toEqual([]);
  });

  test("says once and again why its pods are refused", async () => {
    const cluster = clusterWith("node-1");
    const spec = { serviceAccountName: "nobody", containers: [{ name: "main", image: "web:1" }] };
    const template = { metadata: { labels: { app: "web" } }, spec };
    create(cluster, "deployments", workload("Deployment", { template }));
    await cluster.run(60_000);
    const [failed] = cluster.store.list("events").filter((event) => textAt(event, "reason") === "FailedCreate");
    expect(textAt(failed, "message")).toMatch(
      /^Error creating: pods "web-[a-z0-9]+-" is forbidden: error looking up service account default\/nobody: serviceaccount "nobody" not found$/,
    );
    // Pauses double from 5 ms: 5, 10, 20 … 20,480 ms lie within a minute.
    expect(objectAt({ failed }, "failed")["count"]).toBe(14);
    expect(pods(cluster)).toEqual([]);
  });
});

describe("a StatefulSet", () => {
  test("starts its pods one after the other", async () => {
    const cluster = clusterWith("node-1");
    create(cluster, "statefulsets", workload("StatefulSet", { replicas: 3, serviceName: "web" }));
    await cluster.run(700);
    expect(pods(cluster).map(({ metadata }) => metadata.name)).toEqual(["web-0", "web-1"]);
    await cluster.run(5_000);
    expect(pods(cluster).map(({ metadata }) => metadata.name)).toEqual(["web-0", "web-1", "web-2"]);
  });

  test("stays on a pod that does not start although its template was corrected", async () => {
    const cluster = clusterWith("node-1");
    create(cluster, "statefulsets", workload("StatefulSet", { replicas: 2, serviceName: "web" }, "web:1-bad"));
    await cluster.run(5_000);
    setImage(cluster, "statefulsets", "web:2");
    await cluster.run(30_000);
    expect(pods(cluster).map(({ spec }) => spec.containers[0]?.image)).toEqual(["web:1-bad"]);
    cluster.api.handle({ verb: "delete", resource: "pods", namespace: "default", name: "web-0" });
    await cluster.run(30_000);
    expect(pods(cluster).map(({ spec }) => spec.containers[0]?.image)).toEqual(["web:2", "web:2"]);
  });
});

describe("a DaemonSet", () => {
  test("puts one pod on every node, and replaces those that do not start at once", async () => {
    const cluster = clusterWith("node-1", "node-2");
    create(cluster, "daemonsets", workload("DaemonSet", {}, "web:1-bad"));
    await cluster.run(5_000);
    expect(pods(cluster).map(({ spec }) => spec.nodeName)).toEqual(["node-1", "node-2"]);
    setImage(cluster, "daemonsets", "web:2");
    await cluster.run(30_000);
    expect(pods(cluster).map(({ spec }) => spec.containers[0]?.image)).toEqual(["web:2", "web:2"]);
    expect(statusOf(cluster, "daemonsets")).toMatchObject({ desiredNumberScheduled: 2, numberReady: 2 });
  });
});

describe("a Job", () => {
  test("has one pod, and never fails because of an image", async () => {
    const cluster = clusterWith("node-1");
    const template = { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "web:1-bad" }] } };
    create(cluster, "jobs", { apiVersion: "batch/v1", kind: "Job", metadata: { name: "web" }, spec: { template } });
    await cluster.run(600_000);
    expect(pods(cluster).map(({ metadata }) => metadata.labels?.["job-name"])).toEqual(["web"]);
    expect(statusOf(cluster, "jobs")).toMatchObject({ active: 1, ready: 0 });
  });

  test("comes from a CronJob at once", async () => {
    const cluster = clusterWith("node-1");
    const template = { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "web:1" }] } };
    const spec = { schedule: "*/5 * * * *", jobTemplate: { spec: { template } } };
    create(cluster, "cronjobs", { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "web" }, spec });
    await cluster.run(5_000);
    expect(pods(cluster)[0]?.metadata.name).toMatch(/^web-\d+-[a-z0-9]{5}$/);
  });
});

/** Without times, names of replica sets, and the order of conditions. */
function comparable(status: unknown): unknown {
  const text = JSON.stringify(status).replaceAll(/web-[a-z0-9]{6,10}/g, "web-HASH");
  const plain = JSON.parse(text) as { readonly conditions?: readonly Record<string, unknown>[] };
  const conditions = (plain.conditions ?? []).map(({ type, status: value, reason, message }) => ({
    type,
    value,
    reason,
    message,
  }));
  return { ...plain, conditions: conditions.sort((a, b) => (String(a.type) < String(b.type) ? -1 : 1)) };
}

test("a pod of a DaemonSet stays on a node that takes no more of them, and goes where it is driven out", async () => {
  const cluster = clusterWith("node-1");
  create(cluster, "daemonsets", workload("DaemonSet"));
  await cluster.run(10_000);
  const taint = (effect: string): void => {
    const body = { spec: { taints: [{ key: "a", effect }] } };
    cluster.api.handle({ verb: "patch", patchType: "merge", resource: "nodes", namespace: "", name: "node-1", body });
  };
  taint("NoSchedule");
  await cluster.run(10_000);
  expect(pods(cluster)).toHaveLength(1);
  expect(statusOf(cluster, "daemonsets")).toMatchObject({
    desiredNumberScheduled: 0,
    currentNumberScheduled: 0,
    numberMisscheduled: 1,
  });
  taint("NoExecute");
  await cluster.run(10_000);
  expect(pods(cluster)).toHaveLength(0);
});

test("a ReplicationController keeps as many pods as it says, with the labels of its template", async () => {
  const cluster = clusterWith("node-1");
  const { metadata, spec } = workload("ReplicaSet") as {
    readonly metadata: object;
    readonly spec: { template: object };
  };
  const body = {
    apiVersion: "v1",
    kind: "ReplicationController",
    metadata,
    spec: { replicas: 2, template: spec.template },
  };
  create(cluster, "replicationcontrollers", body);
  await cluster.run(10_000);
  expect(pods(cluster).map(({ metadata: { ownerReferences } }) => ownerReferences?.[0]?.kind)).toEqual([
    "ReplicationController",
    "ReplicationController",
  ]);
  expect(statusOf(cluster, "replicationcontrollers")).toMatchObject({ replicas: 2, readyReplicas: 2 });
  expect(cluster.store.get("replicationcontrollers", "default", "web")).toMatchObject({
    metadata: { labels: { app: "web" } },
    spec: { selector: { app: "web" } },
  });
  const events = cluster.store.list("events").filter((event) => textAt(event, "reason") === "SuccessfulCreate");
  expect(textAt(events[0], "source", "component")).toBe("replication-controller");
});
