import { expect, test } from "vitest";

import type { Minor, World } from "../../kinds/index.ts";
import { runWorld, showWorld } from "../run/index.ts";
import { readWorld } from "../world/index.ts";

/** A world of one pod whose program is as said. */
async function worldOf({ container, image, spec = "" }: Story): Promise<World> {
  const text = `world: 1
title: Probes
for: 20m
cluster:
  objects:
    - apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        terminationGracePeriodSeconds: 1
${spec}
        containers:
          - name: app
            image: registry.example/web:1
${container.map((line) => `            ${line}`).join("\n")}
registries:
  - host: registry.example
    repositories:
      - name: web
        tags: [{ tag: "1"${image} }]
`;
  const world = await readWorld(text, { name: "probes" });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

/** What kubectl shows of it then. */
async function shown(command: string, seconds: number, story: Story): Promise<string> {
  return (await showWorld(await worldOf(story), command, { for: seconds * 1000, kubelet: MINOR })).stdout;
}

interface Story {
  readonly container: readonly string[];
  readonly image: string;
  readonly spec?: string;
}

const MINOR: Minor = "1.33";
const HTTP = "httpGet: { path: /healthz, port: http }";
const PORTS = "ports: [{ name: http, containerPort: 8080 }]";

/** `REASON count message` of each event about the container's run, in the order of its first appearance. */
async function events(story: Story, seconds: number): Promise<string[]> {
  const { entries } = await runWorld(await worldOf(story), { for: seconds * 1000, kubelet: MINOR });
  const counts = new Map<string, number>();
  for (const { kind, data } of entries) {
    if (kind !== "event" || !/^(?:Unhealthy|Killing)$/.test(data.reason)) continue;
    const message = data.message.replaceAll(/10\.244\.\d+\.\d+/g, "IP");
    counts.set(`${data.reason} ${message}`, data.count);
  }
  return [...counts].map(([text, count]) => `${count} ${text}`);
}

/** Texts: pkg/kubelet/prober/prober.go and pkg/probe/*, 1.28 to 1.37; those of dials are Go's. */
test.each([
  [
    HTTP,
    ", readyAfter: 25s",
    'Readiness probe failed: Get "http://IP:8080/healthz": dial tcp IP:8080: connect: connection refused',
  ],
  [HTTP, ", failsAfter: 0s", "Readiness probe failed: HTTP probe failed with statuscode: 500"],
  [
    "tcpSocket: { port: 5432 }",
    ", readyAfter: 25s",
    "Readiness probe failed: dial tcp IP:5432: connect: connection refused",
  ],
  [
    "grpc: { port: 9090 }",
    ", readyAfter: 25s",
    'Readiness probe failed: timeout: failed to connect service "IP:9090" within 1s: context deadline exceeded',
  ],
])("a readiness probe %s of a program%s is told in the kubelet's words", async (probe, image, message) => {
  const told = await events({ container: [PORTS, `readinessProbe: { ${probe} }`], image }, 15);
  expect(told.map((row) => row.replace(/^\d+ Unhealthy /, ""))).toEqual([message]);
});

test("a pod is not ready until its readiness probe succeeds, and its conditions say so", async () => {
  const story = { container: [PORTS, `readinessProbe: { ${HTTP}, periodSeconds: 5 }`], image: ", readyAfter: 20s" };
  expect(await shown("get pod web --no-headers", 15, story)).toMatch(/^web +0\/1 +Running +0 /);
  expect(await shown("describe pod web", 15, story)).toMatch(/Ready: +False[^]*Ready +False[^]*ContainersReady +False/);
  expect(await shown("get pod web --no-headers", 40, story)).toMatch(/^web +1\/1 +Running +0 /);
});

test("a container that its liveness probe gives up is killed and started anew", async () => {
  const story = {
    container: [PORTS, `livenessProbe: { ${HTTP}, periodSeconds: 5, failureThreshold: 2 }`],
    image: ", failsAfter: 10s",
  };
  expect(await events(story, 26)).toEqual([
    "2 Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500",
    "1 Killing Container app failed liveness probe, will be restarted",
  ]);
  expect(await shown("get pod web --no-headers", 26, story)).toMatch(/^web +1\/1 +Running +1 /);
  expect(await shown("get pod web --no-headers", 600, story)).toMatch(/CrashLoopBackOff +[4-9]/);
});

test("a container of a pod that is not to restart is killed for good", async () => {
  const story = {
    spec: "        restartPolicy: Never",
    container: [PORTS, `livenessProbe: { ${HTTP}, periodSeconds: 5, failureThreshold: 1 }`],
    image: ", failsAfter: 10s",
  };
  expect(await events(story, 60)).toEqual([
    "1 Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500",
    "1 Killing Container app failed liveness probe",
  ]);
});

test("until a startup probe succeeds, nothing else is asked, and the container is not started", async () => {
  const probes = [
    PORTS,
    `startupProbe: { ${HTTP}, periodSeconds: 5, failureThreshold: 10 }`,
    `livenessProbe: { ${HTTP}, periodSeconds: 5, failureThreshold: 1 }`,
  ];
  const story = { container: probes, image: ", readyAfter: 22s" };
  expect(await shown("get pod web --no-headers", 20, story)).toMatch(/^web +0\/1 +Running +0 /);
  const told = await events(story, 60);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^[45] Unhealthy Startup probe failed: Get /);
  expect(await shown("get pod web --no-headers", 60, story)).toMatch(/^web +1\/1 +Running +0 /);
});

test("a container that does not start in time is killed by its startup probe", async () => {
  const story = {
    container: [PORTS, `startupProbe: { ${HTTP}, periodSeconds: 2, failureThreshold: 3 }`],
    image: ", readyAfter: 60s",
  };
  expect((await events(story, 9)).at(-1)).toBe("1 Killing Container app failed startup probe, will be restarted");
});
