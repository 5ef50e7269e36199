import { CoreV1Api, CustomObjectsApi, KubeConfig, makeInformer, type V1Pod } from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

let sandbox: TestSandbox;
const config = new KubeConfig();

beforeAll(async () => {
  sandbox = await startTestSandbox("1.36", { world: "playground", actions: [] });
  config.loadFromFile(sandbox.kubeconfig);
});
afterAll(() => sandbox.stop());

const POD: V1Pod = {
  metadata: { name: "seen", labels: { app: "seen" } },
  spec: { containers: [{ name: "c", image: "registry.example/shop/web:1.4.1" }] },
};

test("@kubernetes/client-node creates, informs, lists in parts and deletes", async () => {
  const api = config.makeApiClient(CoreV1Api);
  const namespace = "default";
  const told: string[] = [];
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const informer = makeInformer(config, path, () => api.listNamespacedPod({ namespace }));
  for (const event of ["add", "update", "delete"] as const) {
    informer.on(event, (pod) => told.push(`${event} ${pod.metadata?.name ?? ""}`));
  }
  await informer.start();
  await api.createNamespacedPod({ namespace, body: POD });
  await expect.poll(() => told, { timeout: 20_000 }).toEqual(expect.arrayContaining(["add seen", "update seen"]));
  await api.createNamespacedConfigMap({ namespace, body: { metadata: { name: "settings" }, data: { a: "1" } } });
  const first = await api.listNamespacedConfigMap({ namespace, limit: 1 });
  const rest = await api.listNamespacedConfigMap({ namespace, _continue: first.metadata?._continue ?? "" });
  expect([...first.items, ...rest.items].map(({ metadata }) => metadata?.name)).toEqual([
    "kube-root-ca.crt",
    "settings",
  ]);
  await api.deleteNamespacedPod({ name: "seen", namespace, gracePeriodSeconds: 0 });
  await expect.poll(() => told, { timeout: 20_000 }).toContain("delete seen");
  await informer.stop();
});

test("@kubernetes/client-node is told what is not there", async () => {
  const custom = config.makeApiClient(CustomObjectsApi);
  const asked = custom.listClusterCustomObject({ group: "nosuch.example", version: "v1", plural: "things" });
  await expect(asked).rejects.toMatchObject({ code: 404 });
});
