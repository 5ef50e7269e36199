import { expect, test } from "vitest";

import { addNode, testCluster } from "../../../test/cluster.ts";
import { startFakeKubelet } from "../../../test/fake-kubelet.ts";

test("a new namespace gets its service account and the cluster's certificate", async () => {
  const cluster = testCluster();
  const body = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
  cluster.api.handle({ verb: "create", resource: "namespaces", namespace: "", name: "", body });
  await cluster.run(10);
  expect(cluster.store.list("serviceaccounts", "shop").map(({ metadata }) => metadata.name)).toEqual(["default"]);
  expect(cluster.store.list("configmaps", "shop").map(({ metadata }) => metadata.name)).toEqual(["kube-root-ca.crt"]);
});

test("a namespace that is deleted goes with everything in it, and takes nothing new meanwhile", async () => {
  const cluster = testCluster({ namespace: "shop" });
  addNode(cluster, "node-1");
  startFakeKubelet(cluster);
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web" },
    spec: { containers: [{ name: "c", image: "i" }] },
  };
  const create = { verb: "create", resource: "pods", namespace: "shop", name: "", body: pod } as const;
  cluster.api.handle(create);
  await cluster.run(2_000);
  cluster.api.handle({ verb: "delete", resource: "namespaces", namespace: "", name: "shop" });
  expect(cluster.api.handle(create)).toMatchObject({
    code: 403,
    status: {
      message: 'pods "web" is forbidden: unable to create new content in namespace shop because it is being terminated',
    },
  });
  await cluster.run(10_000);
  expect(cluster.store.list("namespaces")).toEqual([]);
  expect(cluster.store.list("pods")).toEqual([]);
});

/** vectors/kubectl/status-error.jsonl: deletion of the default namespace. */
test("the default namespace stays", () => {
  const answer = testCluster().api.handle({ verb: "delete", resource: "namespaces", namespace: "", name: "default" });
  expect(answer).toMatchObject({
    status: { message: 'namespaces "default" is forbidden: this namespace may not be deleted' },
  });
});
