import { expect, test } from "vitest";

import type { World } from "../../kinds/index.ts";
import { showWorld } from "../run/index.ts";
import { readWorld } from "../world/index.ts";

const WORLD = `world: 1
title: What programs do
for: 5m
cluster:
  objects:
    - apiVersion: v1
      kind: Pod
      metadata: { name: slow }
      spec:
        containers:
          - name: app
            image: registry.example/slow:1
            readinessProbe: { httpGet: { path: /healthz, port: 8080 } }
    - apiVersion: v1
      kind: Pod
      metadata: { name: unasked }
      spec:
        containers: [{ name: app, image: "registry.example/slow:1" }]
    - apiVersion: v1
      kind: Pod
      metadata: { name: crashes }
      spec:
        containers: [{ name: app, image: "registry.example/crash:1" }]
registries:
  - host: registry.example
    repositories:
      - name: slow
        tags: [{ tag: "1", readyAfter: 20s, log: "listening on :8080" }]
      - name: crash
        tags: [{ tag: "1", exitCode: 3, runsFor: 2s, log: "panic: no configuration" }]
`;

async function shown(command: string, seconds: number): Promise<string> {
  const world = await readWorld(WORLD, { name: "behaviour" });
  if (!world.ok) throw new Error(world.fault.message);
  return (await showWorld(world.value satisfies World, command, { for: seconds * 1000 })).stdout;
}

test("a container with a readiness probe becomes ready when its program is, one without at once", async () => {
  expect(await shown("get pods", 15)).toMatch(/slow +0\/1 +Running[^]*unasked +1\/1 +Running/);
  expect(await shown("get pods", 30)).toMatch(/slow +1\/1 +Running/);
});

test("programs write what the world says, and those that end are started again, later each time", async () => {
  expect(await shown("logs slow", 15)).toBe("listening on :8080\n");
  expect(await shown("logs crashes --previous", 30)).toBe("panic: no configuration\n");
  expect(await shown("get pods crashes", 60)).toMatch(/crashes +0\/1 +(?:CrashLoopBackOff|Error|Running) +[23] /);
});

test("pods have addresses of their node's network, or the node's own where they ask for it", async () => {
  const text = `world: 1
title: Addresses
for: 1m
cluster:
  objects:
    - { apiVersion: v1, kind: Pod, metadata: { name: one }, spec: { nodeName: a, containers: [{ name: c, image: registry.example/web:1 }] } }
    - { apiVersion: v1, kind: Pod, metadata: { name: two }, spec: { nodeName: b, containers: [{ name: c, image: registry.example/web:1 }] } }
    - { apiVersion: v1, kind: Pod, metadata: { name: own }, spec: { nodeName: b, hostNetwork: true, containers: [{ name: c, image: registry.example/web:1 }] } }
nodes: [{ name: a, address: 10.0.0.11 }, { name: b, address: 10.0.0.12 }]
registries: [{ host: registry.example, repositories: [{ name: web, tags: ["1"] }] }]
`;
  const world = await readWorld(text, { name: "addresses" });
  if (!world.ok) throw new Error(world.fault.message);
  const { stdout } = await showWorld(world.value, "get pods -o wide --no-headers", { for: 30_000 });
  const rows = stdout.trim().split("\n");
  const addresses = rows.map((row) => row.split(/ {2,}/)).map(([name, , , , , address]) => [name, address]);
  expect(addresses).toEqual([
    ["one", "10.244.0.2"],
    ["own", "10.0.0.12"],
    ["two", "10.244.1.2"],
  ]);
  expect((await showWorld(world.value, "describe node b", { for: 30_000 })).stdout).toMatch(
    /PodCIDR: +10\.244\.1\.0\/24/,
  );
});
