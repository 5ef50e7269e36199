import { describe, expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { listAt, objectAt, textAt } from "../../../base/index.ts";
import type { ApiAnswer } from "../contract.ts";

interface Made {
  readonly kind: string;
  readonly name: string;
  readonly spec: object;
}

const TYPES: Readonly<Record<string, readonly [resource: string, apiVersion: string]>> = {
  Pod: ["pods", "v1"],
  Service: ["services", "v1"],
  ConfigMap: ["configmaps", "v1"],
  LimitRange: ["limitranges", "v1"],
  ResourceQuota: ["resourcequotas", "v1"],
  PersistentVolumeClaim: ["persistentvolumeclaims", "v1"],
  PriorityClass: ["priorityclasses", "scheduling.k8s.io/v1"],
  ReplicaSet: ["replicasets", "apps/v1"],
  Deployment: ["deployments", "apps/v1"],
};

function create(cluster: TestCluster, { kind, name, spec }: Made): ApiAnswer {
  const [resource = "", apiVersion = ""] = TYPES[kind] ?? [];
  const body = { apiVersion, kind, metadata: { name }, spec };
  return cluster.api.handle({ verb: "create", resource, namespace: "default", name: "", body, actor: "user" });
}

function messageOf(answer: ApiAnswer): string {
  return answer.ok ? "ok" : answer.status.message;
}

function pod(name: string, resources: object = {}, spec: object = {}): Made {
  return { kind: "Pod", name, spec: { containers: [{ name: "app", image: "nginx:1.27", resources }], ...spec } };
}

function quota(cluster: TestCluster, name: string): unknown {
  return objectAt(cluster.store.get("resourcequotas", "default", name), "status");
}

describe("a LimitRange", () => {
  /** Bounds, containers and sentences of the pages "Configure Minimum and Maximum … Constraints for a Namespace" of kubernetes.io. */
  test.each([
    [
      { max: { memory: "1Gi" }, min: { memory: "500Mi" } },
      { limits: { memory: "1.5Gi" }, requests: { memory: "800Mi" } },
      "maximum memory usage per Container is 1Gi, but limit is 1536Mi",
    ],
    [
      { max: { memory: "1Gi" }, min: { memory: "500Mi" } },
      { limits: { memory: "800Mi" }, requests: { memory: "100Mi" } },
      "minimum memory usage per Container is 500Mi, but request is 100Mi",
    ],
    [
      { max: { cpu: "800m" }, min: { cpu: "200m" } },
      { limits: { cpu: "1.5" }, requests: { cpu: "500m" } },
      "maximum cpu usage per Container is 800m, but limit is 1500m",
    ],
    [
      { max: { cpu: "800m" }, min: { cpu: "200m" } },
      { limits: { cpu: "800m" }, requests: { cpu: "100m" } },
      "minimum cpu usage per Container is 200m, but request is 100m",
    ],
  ])("%j refuses %j", (bounds, resources, why) => {
    const cluster = testCluster();
    create(cluster, { kind: "LimitRange", name: "bounds", spec: { limits: [{ type: "Container", ...bounds }] } });
    expect(messageOf(create(cluster, pod("web", resources)))).toBe(`pods "web" is forbidden: ${why}`);
  });

  test("gives a container what it does not say, and says so in an annotation", () => {
    const cluster = testCluster();
    const limits = [{ type: "Container", default: { memory: "512Mi" }, defaultRequest: { memory: "256Mi" } }];
    create(cluster, { kind: "LimitRange", name: "mem-limit-range", spec: { limits } });
    create(cluster, pod("default-mem-demo"));
    const made = cluster.store.get("pods", "default", "default-mem-demo");
    expect(objectAt(listAt(made, "spec", "containers")[0], "resources")).toEqual({
      limits: { memory: "512Mi" },
      requests: { memory: "256Mi" },
    });
    expect(made?.metadata.annotations).toEqual({
      "kubernetes.io/limit-ranger":
        "LimitRanger plugin set: memory request for container app; memory limit for container app",
    });
    expect(textAt(made, "status", "qosClass")).toBe("Burstable");
  });

  test("of containers takes its maximum for the limit and the request that it does not say", () => {
    const cluster = testCluster();
    const limits = [{ type: "Container", max: { cpu: "800m" }, min: { cpu: "200m" } }];
    create(cluster, { kind: "LimitRange", name: "cpu", spec: { limits } });
    const [stored] = listAt(cluster.store.get("limitranges", "default", "cpu"), "spec", "limits");
    expect(stored).toMatchObject({ default: { cpu: "800m" }, defaultRequest: { cpu: "800m" } });
  });

  test("of claims refuses one that is too large", () => {
    const cluster = testCluster();
    const limits = [{ type: "PersistentVolumeClaim", max: { storage: "2Gi" }, min: { storage: "1Gi" } }];
    create(cluster, { kind: "LimitRange", name: "storage", spec: { limits } });
    const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } };
    expect(messageOf(create(cluster, { kind: "PersistentVolumeClaim", name: "data", spec }))).toBe(
      'persistentvolumeclaims "data" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 5Gi',
    );
  });
});

describe("a ResourceQuota", () => {
  /** The page "Configure Memory and CPU Quotas for a Namespace" of kubernetes.io. */
  const HARD = { "requests.cpu": "1", "requests.memory": "1Gi", "limits.cpu": "2", "limits.memory": "2Gi" };

  test("counts what is there, and refuses what would be too much", async () => {
    const cluster = testCluster();
    create(cluster, { kind: "ResourceQuota", name: "mem-cpu-demo", spec: { hard: HARD } });
    await cluster.run(100);
    const first = { limits: { memory: "800Mi", cpu: "800m" }, requests: { memory: "600Mi", cpu: "400m" } };
    expect(messageOf(create(cluster, pod("quota-mem-cpu-demo", first)))).toBe("ok");
    const used = {
      "limits.cpu": "800m",
      "limits.memory": "800Mi",
      "requests.cpu": "400m",
      "requests.memory": "600Mi",
    };
    expect(quota(cluster, "mem-cpu-demo")).toEqual({ hard: HARD, used });
    const second = { limits: { memory: "1Gi", cpu: "800m" }, requests: { memory: "700Mi", cpu: "400m" } };
    expect(messageOf(create(cluster, pod("quota-mem-cpu-demo-2", second)))).toBe(
      'pods "quota-mem-cpu-demo-2" is forbidden: exceeded quota: mem-cpu-demo, requested: requests.memory=700Mi, used: requests.memory=600Mi, limited: requests.memory=1Gi',
    );
    expect(messageOf(create(cluster, pod("silent", { requests: { cpu: "1m" } })))).toBe(
      'pods "silent" is forbidden: failed quota: mem-cpu-demo: must specify limits.cpu for: app; limits.memory for: app; requests.memory for: app',
    );
    cluster.api.handle({ verb: "delete", resource: "pods", namespace: "default", name: "quota-mem-cpu-demo" });
    await cluster.run(100);
    expect(quota(cluster, "mem-cpu-demo")).toMatchObject({ used: { "limits.cpu": "0", "requests.memory": "0" } });
  });

  test("counts objects under both of their names, and services by their type", async () => {
    const cluster = testCluster();
    const hard = { configmaps: "2", "count/configmaps": "5", "services.nodeports": "1", "count/replicasets.apps": "0" };
    create(cluster, { kind: "ResourceQuota", name: "objects", spec: { hard } });
    await cluster.run(100);
    expect(quota(cluster, "objects")).toMatchObject({ used: { configmaps: "1", "count/configmaps": "1" } });
    expect(messageOf(create(cluster, { kind: "ConfigMap", name: "a", spec: {} }))).toBe("ok");
    expect(messageOf(create(cluster, { kind: "ConfigMap", name: "b", spec: {} }))).toBe(
      'configmaps "b" is forbidden: exceeded quota: objects, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
    );
    const ports = [{ port: 80 }, { name: "b", port: 81 }];
    const spec = { type: "NodePort", ports: ports.map((port, index) => ({ name: `p${index}`, ...port })) };
    expect(messageOf(create(cluster, { kind: "Service", name: "web", spec }))).toContain(
      "exceeded quota: objects, requested: services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=1",
    );
  });

  test("with a scope is about pods of that scope only", async () => {
    const cluster = testCluster();
    const scopeSelector = { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["high"] }] };
    create(cluster, { kind: "ResourceQuota", name: "high", spec: { hard: { pods: "0" }, scopeSelector } });
    create(cluster, { kind: "ResourceQuota", name: "best", spec: { hard: { pods: "0" }, scopes: ["BestEffort"] } });
    await cluster.run(100);
    expect(messageOf(create(cluster, pod("web", { requests: { cpu: "1m" } })))).toBe("ok");
    expect(messageOf(create(cluster, pod("loose")))).toContain("exceeded quota: best, requested: pods=1");
  });

  test("keeps a ReplicaSet from its pods, which it says in an event", async () => {
    const cluster = testCluster();
    create(cluster, { kind: "ResourceQuota", name: "few", spec: { hard: { pods: "1" } } });
    await cluster.run(100);
    const template = { metadata: { labels: { app: "web" } }, spec: pod("x").spec };
    const spec = { replicas: 2, selector: { matchLabels: { app: "web" } }, template };
    create(cluster, { kind: "ReplicaSet", name: "web", spec });
    await cluster.run(2000);
    const failed = cluster.store.list("events").filter((event) => textAt(event, "reason") === "FailedCreate");
    expect(textAt(failed[0], "message")).toMatch(
      /^Error creating: pods "web-\w{5}" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1$/,
    );
    const [condition] = listAt(cluster.store.get("replicasets", "default", "web"), "status", "conditions");
    expect(condition).toMatchObject({ type: "ReplicaFailure", reason: "FailedCreate" });
    const deployment = { spec: { ...spec, selector: { matchLabels: { app: "shop" } } } };
    const labelled = { ...template, metadata: { labels: { app: "shop" } } };
    create(cluster, { kind: "Deployment", name: "shop", spec: { ...deployment.spec, template: labelled } });
    await cluster.run(2000);
    const [, , told] = listAt(cluster.store.get("deployments", "default", "shop"), "status", "conditions");
    expect(told).toMatchObject({ type: "ReplicaFailure", status: "True", reason: "FailedCreate" });
  });
});
