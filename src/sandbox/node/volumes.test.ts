import { expect, test } from "vitest";

import type { Trace } from "../../kinds/index.ts";
import { runWorld } from "../run/index.ts";
import { readWorld } from "../world/index.ts";

/** A pod with a volume of a secret, and what happens to it. */
async function runWith(volume: string, action: string): Promise<Trace> {
  const text = `world: 1
title: A pod with a volume
seed: 1
for: 5m
cluster:
  objects:
    - apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        volumes: [{ name: v, ${volume} }]
        containers: [{ name: app, image: "registry.example/shop/web:1.0", volumeMounts: [{ name: v, mountPath: /v }] }]
registries:
  - host: registry.example
    repositories: [{ name: shop/web, public: true, tags: ["1.0"] }]
actions:
  - at: 20s
    run: ${action}
`;
  const world = await readWorld(text, { name: "volumes" });
  if (!world.ok) throw new Error(world.fault.message);
  return runWorld(world.value);
}

/** Each event of the kubelet: when it came, its reason and message. */
function events({ entries }: Trace): { t: number; reason: string; message: string }[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "event" || entry.data.reason === "Scheduled") return [];
    return [{ t: entry.t / 1000, reason: entry.data.reason, message: entry.data.message }];
  });
}

const SECRET = "secret: { secretName: absent }";

test("a pod waits for its volume, which is tried again after pauses that double, and starts when it is there", async () => {
  const told = events(await runWith(SECRET, "kubectl create secret generic absent --from-literal=a=b"));
  const mounts = told.filter(({ reason }) => reason === "FailedMount");
  const [first] = mounts;
  expect(mounts.map(({ t }) => Math.round((t - (first?.t ?? 0)) * 10) / 10)).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5]);
  expect(first?.message).toBe('MountVolume.SetUp failed for volume "v" : secret "absent" not found');
  const started = told.find(({ reason }) => reason === "Started");
  expect(started?.t).toBeGreaterThan(31);
  expect(started?.t).toBeLessThan(35);
});

test("a pod that waits for a volume is deleted at once", async () => {
  const { entries } = await runWith(SECRET, "kubectl delete pod web --wait=false");
  const last = entries.filter(({ kind }) => kind === "sync").at(-1);
  expect(last?.t).toBeLessThan(25_000);
});

test.each([
  ["secret: { secretName: absent, optional: true }", ""],
  ["configMap: { name: absent, optional: true }", ""],
  ["emptyDir: {}", ""],
  ["configMap: { name: absent }", 'configmap "absent" not found'],
  [
    "configMap: { name: kube-root-ca.crt, items: [{ key: ca.crt, path: a }, { key: b, path: b }] }",
    "configmap references non-existent config key: b",
  ],
])("a volume of %s says %j", async (volume, text) => {
  const told = events(await runWith(volume, "kubectl label pod web a=b"));
  const mount = told.find(({ reason }) => reason === "FailedMount");
  expect(mount?.message ?? "").toBe(text === "" ? "" : `MountVolume.SetUp failed for volume "v" : ${text}`);
  expect(told.some(({ reason }) => reason === "Started")).toBe(text === "");
});
