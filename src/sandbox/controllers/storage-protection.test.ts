import { expect, test } from "vitest";

import { addNode, testCluster } from "../../../test/cluster.ts";
import { startFakeKubelet } from "../../../test/fake-kubelet.ts";
import { createSystemObjects } from "./index.ts";

/** As "Storage Object in Use Protection" of kubernetes.io tells it. */
test("a claim that a pod uses stays until the pod is gone, and its volume goes with it", async () => {
  const cluster = testCluster();
  const { api, store } = cluster;
  createSystemObjects(api);
  addNode(cluster, "node-1");
  startFakeKubelet(cluster, () => true);
  const create = (resource: string, body: object): void => {
    expect(api.handle({ verb: "create", resource, namespace: "default", name: "", body }).ok).toBe(true);
  };
  const claim = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  create("persistentvolumeclaims", {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data" },
    spec: claim,
  });
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
  const spec = { terminationGracePeriodSeconds: 1, containers: [{ name: "c", image: "i" }], volumes };
  create("pods", { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec });
  await cluster.run(1000);
  const known = (): unknown => store.get("persistentvolumeclaims", "default", "data");
  expect(known()).toMatchObject({
    metadata: {
      finalizers: ["kubernetes.io/pvc-protection"],
      annotations: { "pv.kubernetes.io/bind-completed": "yes" },
    },
    status: { phase: "Bound" },
  });
  api.handle({ verb: "delete", resource: "persistentvolumeclaims", namespace: "default", name: "data" });
  await cluster.run(5000);
  expect(known()).toMatchObject({ metadata: { deletionTimestamp: expect.any(String) as string } });
  api.handle({ verb: "delete", resource: "pods", namespace: "default", name: "web" });
  await cluster.run(5000);
  expect([known(), store.list("persistentvolumes")]).toEqual([undefined, []]);
});
