import { readFileSync, writeFileSync } from "node:fs";

import { CoreV1Api, KubeConfig, PatchStrategy, setHeaderOptions, type V1Pod } from "@kubernetes/client-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type CutProxy, cutProxy } from "./cut-proxy.ts";
import { informerWitnesses, type Told, type Witness } from "./informer-witnesses.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const namespace = "default";
const PATIENCE = { timeout: 60_000, interval: 100 };
const LONG = 180_000;
const kinds = informerWitnesses();
const present = kinds.filter(({ missing }) => missing === undefined);

/** A pod that is there before anybody looks. */
const HERE = { here: "Running" };

let sandbox: TestSandbox;
let proxy: CutProxy;
let api: CoreV1Api;
let witnesses: readonly Witness[];

beforeAll(async () => {
  sandbox = await startTestSandbox("1.36", { world: "playground", actions: [] });
  proxy = await cutProxy(Number(new URL(sandbox.url).port));
  const behind = `${sandbox.kubeconfig}.cut`;
  const text = readFileSync(sandbox.kubeconfig, "utf8");
  writeFileSync(behind, text.replaceAll(sandbox.url, `https://127.0.0.1:${proxy.port}`));
  const config = new KubeConfig();
  config.loadFromFile(sandbox.kubeconfig);
  api = config.makeApiClient(CoreV1Api);
  await create("here", "nginx:1.27");
  witnesses = await Promise.all(present.map((kind) => kind.start(behind, namespace)));
}, LONG);

afterAll(async () => {
  await Promise.all(witnesses.map((witness) => witness.stop()));
  proxy.close();
  await sandbox.stop();
});

function podOf(name: string, image: string): V1Pod {
  return { metadata: { name }, spec: { terminationGracePeriodSeconds: 0, containers: [{ name: "app", image }] } };
}

async function create(name: string, image: string): Promise<void> {
  await api.createNamespacedPod({ namespace, body: podOf(name, image) });
}

async function patch(name: string, body: object): Promise<void> {
  await api.patchNamespacedPod(
    { name, namespace, body },
    setHeaderOptions("Content-Type", PatchStrategy.StrategicMergePatch),
  );
}

/** Name and status of every pod that a client knows. */
function known(told: readonly Told[]): Record<string, string> {
  const pods = new Map<string, string>();
  for (const { event, name, status } of told) {
    if (event === "delete") pods.delete(name);
    else pods.set(name, status);
  }
  return Object.fromEntries(pods);
}

async function allKnow(pods: Readonly<Record<string, string>>): Promise<void> {
  await expect.poll(() => witnesses.map(({ told }) => known(told)), PATIENCE).toEqual(witnesses.map(() => pods));
}

async function someoneHasSeen(name: string, status: string): Promise<void> {
  await expect
    .poll(async () => {
      await sandbox.jump(1000);
      return witnesses[0]?.told.some((told) => told.name === name && told.status === status);
    }, PATIENCE)
    .toBe(true);
}

/** More changes than the server remembers. */
function changeMuch(): void {
  const metadata = { name: "changing", namespace };
  for (let change = 0; change < 50_000; change += 1) {
    sandbox.live.cluster.store.put("configmaps", { apiVersion: "v1", kind: "ConfigMap", metadata });
  }
}

async function firstOfWatch(version: number): Promise<string> {
  const url = `${sandbox.url}/api/v1/namespaces/${namespace}/pods?watch=1&resourceVersion=${version}`;
  const { body } = await sandbox.live.cluster.send(new Request(url));
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

for (const { name, missing } of kinds) {
  test.skipIf(missing !== undefined)(`${name} is there${missing === undefined ? "" : `: ${missing}`}`, () => {
    expect(missing).toBeUndefined();
  });
}

describe("informers of every client library", { timeout: LONG }, () => {
  test("know what was there before they came", async () => {
    await sandbox.until("here", "Running");
    await allKnow(HERE);
    expect((await api.listNamespacedPod({ namespace })).items.map(({ metadata }) => metadata?.name)).toEqual(["here"]);
  });

  test("tell the same of pods that run, fail, are repaired and are deleted, to the last version", async () => {
    await create("good", "registry.example/shop/web:1.4.2");
    await create("bad", "registry.example/shop/web:1.4.2-rcl");
    for (const status of ["ErrImagePull", "ImagePullBackOff"]) await someoneHasSeen("bad", status);
    await patch("bad", { spec: { containers: [{ name: "app", image: "registry.example/shop/web:1.4.2" }] } });
    await someoneHasSeen("bad", "Running");
    await allKnow({ ...HERE, bad: "Running", good: "Running" });
    await api.deleteNamespacedPod({ name: "good", namespace });
    await allKnow({ ...HERE, bad: "Running" });

    const [first, ...others] = witnesses.map(({ told }) => told.filter(({ name }) => name !== "here"));
    expect(first?.filter(({ name }) => name === "bad").map(({ status }) => status)).toEqual(
      expect.arrayContaining(["Pending", "ContainerCreating", "ErrImagePull", "ImagePullBackOff", "Running"]),
    );
    for (const other of others) expect(other).toEqual(first);
  });

  test("go on where they were when a watch is dropped", async () => {
    proxy.cut();
    await patch("bad", { metadata: { labels: { seen: "away" } } });
    await create("late", "nginx:1.27");
    proxy.mend();
    await someoneHasSeen("late", "Running");
    await allKnow({ ...HERE, bad: "Running", late: "Running" });
    await patch("late", { metadata: { labels: { seen: "after" } } });
    const { metadata } = await api.readNamespacedPod({ name: "late", namespace });
    const last = { event: "update", name: "late", version: metadata?.resourceVersion, status: "Running" };
    await expect.poll(() => witnesses.map(({ told }) => told.at(-1)), PATIENCE).toEqual(witnesses.map(() => last));
  });

  test("begin anew when what they missed is forgotten (410)", async () => {
    proxy.cut();
    const version = sandbox.live.cluster.store.resourceVersion;
    await api.deleteNamespacedPod({ name: "bad", namespace });
    await create("later", "registry.example/shop/web:1.4.1");
    changeMuch();
    expect(await firstOfWatch(version)).toContain('"code":410');
    proxy.mend();
    await someoneHasSeen("later", "Running");
    await allKnow({ ...HERE, late: "Running", later: "Running" });
  });

  test("know of nothing when everything is gone", async () => {
    await api.deleteCollectionNamespacedPod({ namespace });
    await allKnow({});
    expect((await api.listNamespacedPod({ namespace })).items).toEqual([]);
  });
});
