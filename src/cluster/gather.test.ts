import { describe, expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../test/cluster.ts";
import { failed, ok } from "../base/index.ts";
import type { KubernetesObject, Pod } from "../kinds/index.ts";
import { type ClusterAccess, type ClusterTarget, gatherPods, gatherPullSecrets, type Reader } from "./index.ts";

const signal = new AbortController().signal;

interface Asked {
  readonly reader: Reader;
  readonly paths: readonly string[];
}

/** Asks the embedded API server; what `forbidden` matches is refused as the real one refuses. */
function readerOf(cluster: TestCluster, forbidden = /^$/): Asked {
  const paths: string[] = [];
  const send: ClusterAccess["send"] = async ({ method, path }) => {
    paths.push(path);
    if (forbidden.test(path)) {
      const message = 'events is forbidden: User "dev" cannot list resource "events" in API group ""';
      return ok({ status: 403, body: { kind: "Status", status: "Failure", reason: "Forbidden", message, code: 403 } });
    }
    const answer = await cluster.api.fetch(new Request(`https://cluster${path}`, { method }));
    return ok({ status: answer.status, body: await answer.json() });
  };
  return { reader: { access: { server: "https://cluster", namespace: "shop", send }, signal }, paths };
}

function pod(name: string, app: string, node = "node-1"): KubernetesObject {
  const spec = { nodeName: node, containers: [{ name: "app", image: "registry.example/shop/api:1" }] };
  const metadata = { name, namespace: "shop", uid: `uid-${name}`, labels: { app } };
  return { apiVersion: "v1", kind: "Pod", metadata, spec } as KubernetesObject;
}

function event(name: string, uid: string): KubernetesObject {
  const involvedObject = { kind: "Pod", name, namespace: "shop", uid };
  const metadata = { name: `${name}.${uid}`, namespace: "shop" };
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata,
    involvedObject,
    reason: "Failed",
    message: "x",
  } as KubernetesObject;
}

function inOther(object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace: "other" } };
}

function shop(): TestCluster {
  const cluster = testCluster({ namespace: "shop" });
  cluster.store.put("pods", pod("web-1", "web"));
  cluster.store.put("pods", pod("web-2", "web", "node-2"));
  cluster.store.put("pods", pod("api-1", "api"));
  cluster.store.put("pods", inOther(pod("other-1", "other", "node-3")));
  cluster.store.put("events", inOther(event("other-1", "uid-other-1")));
  cluster.store.put("events", event("web-1", "uid-web-1"));
  cluster.store.put("events", event("web-1", "uid-of-an-earlier-pod"));
  const spec = { selector: { matchLabels: { app: "web" } } };
  const metadata = { name: "web", namespace: "shop" };
  cluster.store.put("deployments", { apiVersion: "apps/v1", kind: "Deployment", metadata, spec } as KubernetesObject);
  return cluster;
}

/** A workload of that name and kind with the given selector, and for a CronJob the Job that it has made. */
function withWorkload(resource: string, kind: string): TestCluster {
  const cluster = shop();
  const metadata = { name: "nightly", namespace: "shop", uid: "uid-nightly" };
  const apiVersion = kind.endsWith("Job") ? "batch/v1" : "apps/v1";
  const spec = kind === "CronJob" ? { schedule: "0 1 * * *" } : { selector: { matchLabels: { app: "api" } } };
  cluster.store.put(resource, { apiVersion, kind, metadata, spec } as KubernetesObject);
  if (kind !== "CronJob") return cluster;
  const owned = (ownerKind: string, name: string, uid: string) => [
    { apiVersion, kind: ownerKind, name, uid, controller: true },
  ];
  const job = {
    name: "nightly-1",
    namespace: "shop",
    uid: "uid-job",
    ownerReferences: owned(kind, "nightly", metadata.uid),
  };
  cluster.store.put("jobs", { apiVersion, kind: "Job", metadata: job, spec: {} } as KubernetesObject);
  const { metadata: own, ...rest } = pod("api-1", "api");
  const labels = { ...own.labels, "batch.kubernetes.io/job-name": "nightly-1" };
  const ownerReferences = owned("Job", "nightly-1", "uid-job");
  cluster.store.put("pods", { ...rest, metadata: { ...own, labels, ownerReferences } });
  return cluster;
}

async function namesOf({ reader }: Asked, target: ClusterTarget): Promise<readonly string[]> {
  const gathered = await gatherPods(reader, target);
  if (!gathered.ok) throw new Error(gathered.fault.message);
  return gathered.value.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

describe("gatherPods()", () => {
  test("reads all pods of a namespace and their events with two requests", async () => {
    const asked = readerOf(shop());
    expect(await namesOf(asked, { namespace: "shop", objects: [] })).toEqual([
      "Pod api-1",
      "Pod web-1",
      "Pod web-2",
      "Event web-1.uid-web-1",
    ]);
    expect(asked.paths).toHaveLength(2);
  });

  test.each([
    ["pods", "web-1", ["Pod web-1", "Event web-1.uid-web-1"]],
    ["deployments", "web", ["Pod web-1", "Pod web-2", "Event web-1.uid-web-1"]],
    ["nodes", "node-2", ["Pod web-2"]],
    ["nodes", "node-3", ["Pod other-1", "Event other-1.uid-other-1"]],
  ])("finds the pods of %s/%s", async (resource, name, found) => {
    expect(await namesOf(readerOf(shop()), { namespace: "shop", objects: [{ resource, name }] })).toEqual(found);
  });

  test.each([
    ["statefulsets", "StatefulSet"],
    ["daemonsets", "DaemonSet"],
    ["replicasets", "ReplicaSet"],
    ["jobs", "Job"],
    ["cronjobs", "CronJob"],
  ])("finds the pods of %s", async (resource, kind) => {
    const asked = readerOf(withWorkload(resource, kind));
    expect(await namesOf(asked, { namespace: "shop", objects: [{ resource, name: "nightly" }] })).toEqual([
      "Pod api-1",
    ]);
  });

  test("finds the pods with given labels", async () => {
    const target = { namespace: "shop", selector: "app in (api)", objects: [] };
    expect(await namesOf(readerOf(shop()), target)).toEqual(["Pod api-1"]);
  });

  test("says that events were not shown, and goes on with the pods", async () => {
    const { reader } = readerOf(shop(), /\/events/);
    const gathered = await gatherPods(reader, { namespace: "shop", objects: [] });
    expect(gathered).toMatchObject({
      ok: true,
      value: { notSeen: [{ what: "events of namespace shop", fault: { code: "CLUSTER_FORBIDDEN" } }] },
    });
  });

  test("fails with the API server's words where pods are forbidden or not there", async () => {
    const forbidden = await gatherPods(readerOf(shop(), /\/pods/).reader, { namespace: "shop", objects: [] });
    expect(forbidden).toMatchObject({ ok: false, fault: { code: "CLUSTER_FORBIDDEN" } });
    const target = { namespace: "shop", objects: [{ resource: "pods", name: "gone" }] };
    expect(await gatherPods(readerOf(shop()).reader, target)).toMatchObject({
      ok: false,
      fault: { code: "CLUSTER_NOT_FOUND", message: 'Cannot read pod "gone": pods "gone" not found' },
    });
  });

  test("fails where something else than an API server answers", async () => {
    const send: ClusterAccess["send"] = async () => ok({ status: 200, body: "<html>" });
    const reader = { access: { server: "https://login.example", namespace: "shop", send }, signal };
    expect(await gatherPods(reader, { objects: [] })).toMatchObject({ ok: false, fault: { code: "CLUSTER_ANSWER" } });
    const gone = { code: "CLUSTER_UNREACHABLE", message: "no" } as const;
    const away = { access: { ...reader.access, send: async () => failed(gone) }, signal };
    expect(await gatherPods(away, { objects: [] })).toEqual({ ok: false, fault: gone });
  });
});

describe("gatherPullSecrets()", () => {
  const named = (name: string, ...secrets: readonly string[]): Pod => {
    const imagePullSecrets = secrets.map((each) => ({ name: each }));
    return { ...pod(name, "web"), spec: { containers: [], imagePullSecrets } };
  };

  test("asks for each secret once, and tells what is absent from what is forbidden", async () => {
    const cluster = shop();
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "here", namespace: "shop" } };
    cluster.store.put("secrets", secret);
    cluster.store.put("secrets", { ...secret, metadata: { name: "gone", namespace: "other" } });
    const asked = readerOf(cluster, /\/hidden$/);
    const pods = [named("a", "here", "gone"), named("b", "gone", "hidden"), named("c", "here")];
    const found = await gatherPullSecrets(asked.reader, pods);
    expect(found.secrets.map(({ metadata }) => metadata.name)).toEqual(["here"]);
    expect(found.absent).toEqual(["shop/gone"]);
    expect(found.elsewhere).toEqual(["other/gone"]);
    expect(found.notSeen).toMatchObject([{ what: "secret shop/hidden", fault: { code: "CLUSTER_FORBIDDEN" } }]);
    expect(asked.paths.filter((path) => path.includes("/namespaces/"))).toHaveLength(3);
  });
});
