import { describe, expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../test/cluster.ts";
import { listAt, ok, Secret, textAt } from "../base/index.ts";
import type { ClusterAccess } from "../cluster/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import { applyPlan } from "./apply-plan.ts";
import type { Change } from "./plan.ts";

const clock = { sleep: () => Promise.resolve() };
const about = { reason: "", risk: "", diff: [] };

function writerOf({ api }: TestCluster, dryRun = false) {
  const send: ClusterAccess["send"] = async ({ method, path, body, contentType = "application/json" }) => {
    const headers = { "content-type": contentType, accept: "application/json" };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await api.fetch(new Request(`http://cluster${path}`, { method, headers, ...text }));
    return ok({ status: answer.status, body: await answer.json() });
  };
  const access = { server: "http://cluster", namespace: "default", send };
  return { access, signal: new AbortController().signal, dryRun };
}

/** A pod that is bound to no node, and so goes at once when it is deleted. */
function withPod(): { readonly cluster: TestCluster; readonly pod: KubernetesObject } {
  const cluster = testCluster({ controllers: false });
  const spec = { containers: [{ name: "app", image: "a:1" }] };
  const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "default" }, spec };
  cluster.api.handle({ verb: "create", resource: "pods", namespace: "default", name: "web", body });
  return { cluster, pod: podIn(cluster) };
}

function podIn({ store }: TestCluster): KubernetesObject {
  const pod = store.get("pods", "default", "web");
  if (pod === undefined) throw new Error("There is no pod");
  return pod;
}

function imageOf(cluster: TestCluster): unknown {
  return textAt(listAt(podIn(cluster), "spec", "containers")[0], "image");
}

function patchOf({ metadata }: KubernetesObject, value: string): Change {
  const object = { apiVersion: "v1", kind: "Pod", namespace: "default", name: "web" };
  const patch = [{ op: "replace", path: "/spec/containers/0/image", value }] as const;
  return { kind: "patch", object, resourceVersion: metadata.resourceVersion ?? "", patch, ...about };
}

describe("applyPlan()", () => {
  test("changes what is as it was looked at", async () => {
    const { cluster, pod } = withPod();
    const applied = await applyPlan({ changes: [patchOf(pod, "a:2")] }, writerOf(cluster), clock);
    expect([applied.stopped, imageOf(cluster)]).toEqual([undefined, "a:2"]);
  });

  test("overwrites nothing that somebody else has changed since, and begins nothing after it", async () => {
    const { cluster, pod } = withPod();
    await applyPlan({ changes: [patchOf(pod, "theirs:1")] }, writerOf(cluster), clock);
    const both = [patchOf(pod, "a:2"), patchOf(pod, "a:3")];
    const { done, stopped } = await applyPlan({ changes: both }, writerOf(cluster), clock);
    expect(done).toEqual([]);
    expect(stopped?.fault.code).toBe("CLUSTER_CONFLICT");
    expect(imageOf(cluster)).toBe("theirs:1");
  });

  test("keeps nothing of a dry run", async () => {
    const { cluster, pod } = withPod();
    const applied = await applyPlan({ changes: [patchOf(pod, "a:2")] }, writerOf(cluster, true), clock);
    expect([applied.done.length, imageOf(cluster)]).toEqual([1, "a:1"]);
  });

  test("makes an object anew, and leaves no copy of it behind", async () => {
    const { cluster, pod } = withPod();
    const { uid = "", resourceVersion = "" } = pod.metadata;
    const object = { apiVersion: "v1", kind: "Pod", namespace: "default", name: "web" };
    const spec = { containers: [{ name: "app", image: "a:2" }] };
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "default" }, spec };
    const change = { kind: "remake", object, uid, resourceVersion, body, ...about } as const;
    const applied = await applyPlan({ changes: [change] }, writerOf(cluster), clock);
    expect([applied.stopped, imageOf(cluster), podIn(cluster).metadata.uid === uid]).toEqual([undefined, "a:2", false]);
    expect(cluster.store.list("secrets")).toEqual([]);
  });

  test("reveals secrets to the API server, and to nobody who prints the plan", async () => {
    const { cluster } = withPod();
    const body = {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "regcred", namespace: "default" },
      data: { key: new Secret("aHVudGVyMg==") },
    };
    const object = { apiVersion: "v1", kind: "Secret", namespace: "default", name: "regcred" };
    const change: Change = { kind: "create", object, body, ...about };
    await applyPlan({ changes: [change] }, writerOf(cluster), clock);
    expect(cluster.store.get("secrets", "default", "regcred")).toMatchObject({ data: { key: "aHVudGVyMg==" } });
    expect(JSON.stringify(change)).not.toContain("aHVudGVyMg");
  });
});
