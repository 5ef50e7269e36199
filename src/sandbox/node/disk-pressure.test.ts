import { expect, test } from "vitest";

import type { Minor } from "../../kinds/index.ts";
import { runWorld, showWorld } from "../run/index.ts";
import { readWorld } from "../world/index.ts";

/** A disk for three layers; the images of two pods fill it to more than 85 %. */
const WORLD = `world: 1
title: A disk that is too small
for: 20m
cluster:
  objects:
    - apiVersion: v1
      kind: Pod
      metadata: { name: first }
      spec:
        terminationGracePeriodSeconds: 1
        containers: [{ name: app, image: "registry.example/first:1" }]
actions:
  - at: 7m
    run: kubectl run second --image=registry.example/second:1
  - at: 8m
    run: kubectl run third --image=registry.example/second:1
registries:
  - host: registry.example
    repositories:
      - { name: first, tags: [{ tag: "1", size: 100KiB }] }
      - { name: second, tags: [{ tag: "1", size: 100KiB }] }
nodes:
  - diskFree: 420KiB
    kubelet: { evictionHard: { imagefs.available: 15% } }
`;
const OLD: Minor = "1.30";

async function shown(command: string, seconds: number): Promise<string> {
  const world = await readWorld(WORLD, { name: "full" });
  if (!world.ok) throw new Error(world.fault.message);
  return (await showWorld(world.value, command, { for: seconds * 1000, kubelet: OLD })).stdout;
}

/** Texts: pkg/kubelet/eviction/helpers.go and nodestatus/setters.go, 1.28 to 1.37. */
const EVICTED =
  /^The node was low on resource: ephemeral-storage\. Threshold quantity: \d+(?:Ki)?, available: \d+(?:Ki)?\. Container app was using 24Ki, request is 0, has larger consumption of ephemeral-storage\. $/;

test("a node whose disk is full says so, ends a pod, and takes no other", async () => {
  expect(await shown("get pods --no-headers", 415)).toMatch(/^first +1\/1 +Running/);
  expect(await shown("get pods --no-headers", 460)).toMatch(/^first +0\/1 +Completed +0[^]*second +1\/1 +Running/);
  expect(await shown("describe node node-1", 460)).toMatch(
    /Taints: +node\.kubernetes\.io\/disk-pressure:NoSchedule[^]*DiskPressure +True[^]*KubeletHasDiskPressure +kubelet has disk pressure/,
  );
  expect(await shown("get events", 460)).toMatch(
    /Warning +EvictionThresholdMet +node\/node-1 +Attempting to reclaim eph/,
  );
  expect(await shown("get events", 460)).toMatch(
    /Normal +NodeHasDiskPressure +node\/node-1 +Node node-1 status is now: Node/,
  );
  expect(await shown("describe pod third", 500)).toMatch(
    /FailedScheduling[^]*1 node\(s\) had untolerated taint \{node\.kubernetes\.io\/disk-pressure: \}/,
  );
});

test("an evicted pod has failed, with the words of the event, and for others to see why", async () => {
  const world = await readWorld(WORLD, { name: "full" });
  if (!world.ok) throw new Error(world.fault.message);
  const { entries } = await runWorld(world.value, { kubelet: OLD, for: 460_000 });
  const events = entries.flatMap(({ kind, data }) =>
    kind === "event" && data.reason === "Evicted" ? [data.message] : [],
  );
  expect(events).toEqual([expect.stringMatching(EVICTED)]);
  const pod = await shown("describe pod first", 460);
  expect(pod).toMatch(/Status: +Failed\nReason: +Evicted\nMessage: +The node was low on resource/);
  expect(pod).toMatch(/DisruptionTarget +True/);
});

test("when there is room again for five minutes, the condition and the taint go, and who waits is placed", async () => {
  expect(await shown("get events", 1150)).toContain("NodeHasNoDiskPressure");
  expect(await shown("get pods --no-headers", 1150)).toMatch(/third +1\/1 +Running/);
});
