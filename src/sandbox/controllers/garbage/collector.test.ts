import { expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { textAt } from "../../../base/index.ts";

/** An object of a kind that nobody here acts upon, with what it belongs to. */
function create(cluster: TestCluster, name: string, ...owners: readonly object[]): object {
  const metadata = { name, ...(owners.length === 0 ? {} : { ownerReferences: owners }) };
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata };
  const answer = cluster.api.handle({ verb: "create", resource: "configmaps", namespace: "default", name: "", body });
  const uid = answer.ok && "object" in answer ? textAt(answer.object, "metadata", "uid") : undefined;
  return { apiVersion: "v1", kind: "ConfigMap", name, uid: uid ?? "" };
}

function remove(cluster: TestCluster, name: string, propagationPolicy: string): void {
  const body = { propagationPolicy };
  cluster.api.handle({ verb: "delete", resource: "configmaps", namespace: "default", name, body });
}

function names(cluster: TestCluster): readonly (string | undefined)[] {
  const all = cluster.store.list("configmaps", "default").map(({ metadata }) => metadata.name);
  return all.filter((name) => name !== "kube-root-ca.crt");
}

test("what belongs to something that is gone is deleted, down to the last", async () => {
  const cluster = testCluster();
  const top = create(cluster, "top");
  create(cluster, "leaf", create(cluster, "middle", top));
  remove(cluster, "top", "Background");
  expect(names(cluster)).toEqual(["middle", "leaf"]);
  await cluster.run(100);
  expect(names(cluster)).toEqual([]);
});

test("with Foreground, what blocks its owner goes first", async () => {
  const cluster = testCluster();
  const top = create(cluster, "top");
  create(cluster, "leaf", { ...top, blockOwnerDeletion: true });
  const gone: (string | undefined)[] = [];
  cluster.store.watch(({ type, object }) => type === "DELETED" && gone.push(object.metadata.name), "configmaps");
  remove(cluster, "top", "Foreground");
  expect(cluster.store.get("configmaps", "default", "top")?.metadata.finalizers).toEqual(["foregroundDeletion"]);
  await cluster.run(100);
  expect(gone).toEqual(["leaf", "top"]);
});

test("with Orphan, what belonged to it stays and belongs to nobody", async () => {
  const cluster = testCluster();
  create(cluster, "leaf", create(cluster, "top"));
  remove(cluster, "top", "Orphan");
  await cluster.run(100);
  expect(names(cluster)).toEqual(["leaf"]);
  expect(cluster.store.get("configmaps", "default", "leaf")?.metadata.ownerReferences).toBeUndefined();
});

test("what has another owner stays, without the one that is gone", async () => {
  const cluster = testCluster();
  const [one, other] = [create(cluster, "one"), create(cluster, "other")];
  create(cluster, "leaf", one, other);
  remove(cluster, "one", "Background");
  await cluster.run(100);
  expect(cluster.store.get("configmaps", "default", "leaf")?.metadata.ownerReferences).toMatchObject([
    { name: "other" },
  ]);
});

test("what is created for an owner that never was is deleted", async () => {
  const cluster = testCluster();
  create(cluster, "leaf", { apiVersion: "v1", kind: "ConfigMap", name: "nobody", uid: "0" });
  await cluster.run(100);
  expect(names(cluster)).toEqual([]);
});
