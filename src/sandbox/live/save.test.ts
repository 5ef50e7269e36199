import { readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import { ManualClock, Secret } from "../../base/index.ts";
import type { KubernetesObject, Pod, World } from "../../kinds/index.ts";
import { servedTypes } from "../api/index.ts";
import { createNetwork } from "../registry/index.ts";
import { readWorld } from "../world/index.ts";
import { builtInKubectl, type Live, PassingRecorder, RecentRecorder, startLive } from "./index.ts";
import { savedWorld } from "./looks.ts";

const PLAYGROUND = join(import.meta.dirname, "../../../worlds/playground.yaml");
const MINUTE = 60_000;

interface Running extends Live {
  readonly clock: ManualClock;
  /** Seconds pass. */
  pass(seconds: number): Promise<void>;
}

async function start(world: World): Promise<Running> {
  const start = Date.parse(world.start);
  const clock = new ManualClock(start);
  const recent = new RecentRecorder(clock);
  const network = createNetwork({ registries: world.registries, clock, start });
  const time = { speed: 1, jump: () => Promise.resolve() };
  const means = { clock, real: clock, recorder: new PassingRecorder(recent), recent, network, time };
  const live = await startLive({ world, ...means, token: new Secret("owner") });
  return { ...live, clock, pass: (seconds) => clock.runUntil(clock.now() + seconds * 1000) };
}

async function read(text: string, name: string): Promise<World> {
  const world = await readWorld(text, { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

/** Everything but what is written anew every few seconds, without versions, and without statuses, which kubelets write at once. */
function objects({ cluster }: Live): KubernetesObject[] {
  const keys = new Set(servedTypes(cluster.store).map(({ key }) => key));
  return [...keys]
    .filter((key) => key !== "leases" && key !== "events.events.k8s.io")
    .flatMap((key) => cluster.store.list(key))
    .map((object) => {
      const { resourceVersion: _version, ...metadata } = object.metadata;
      const { status: _status, ...rest } = object as KubernetesObject & { readonly status?: unknown };
      return { ...rest, metadata };
    });
}

/** How pods are, by name: what they show once everything has settled. */
function settled({ cluster }: Live): string[] {
  const pods = cluster.store.list("pods") as readonly Pod[];
  return pods.map(({ metadata, status }) => {
    const [container] = status?.containerStatuses ?? [];
    const { waiting, running } = container?.state ?? {};
    const isPulling = /^(?:ErrImagePull|ImagePullBackOff)$/.test(waiting?.reason ?? "");
    const state = isPulling ? "cannot be pulled" : (waiting?.reason ?? (running === undefined ? "" : "runs"));
    return `${metadata.namespace}/${metadata.name} ${status?.phase} ${state}`;
  });
}

const IMAGES = ["registry.example/shop/web:1.4.1", "registry.example/shop/web:absent", "nginx:1.27"];
const name = fc.constantFrom("a", "b", "c");
const image = fc.constantFrom(...IMAGES);
const command: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(name, image).map(([who, what]) => `create deployment ${who} --image=${what} --replicas=2`),
  fc.tuple(name, image).map(([who, what]) => `run pod-${who} --image=${what}`),
  name.map((who) => `delete pod pod-${who}`),
  name.map((who) => `scale deployment ${who} --replicas=1`),
  fc.tuple(name, image).map(([who, what]) => `set image deployment/${who} *=${what}`),
  name.map((who) => `create configmap ${who} --from-literal=key=${who}`),
  name.map((who) => `create secret generic ${who} --from-literal=key=${who}`),
  name.map((who) => `create namespace ${who}`),
  name.map((who) => `label node node-1 disk=${who} --overwrite`),
);
const step = fc.record({ command, seconds: fc.integer({ min: 0, max: 40 }) });

test("whatever was done to a sandbox, what it saves begins with the same objects and comes to the same end", async () => {
  const world = await read(readFileSync(PLAYGROUND, "utf8"), "playground");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const first = await start({ ...world, actions: [] });
      for (const { command: line, seconds } of steps) {
        first.clock.start(async () => void (await builtInKubectl(first.cluster, line.split(" "))));
        await first.pass(seconds + 1);
      }
      await first.pass(2 * 60);
      const saved = await savedWorld(first.cluster, [], first.clock);
      if ("message" in saved) throw new Error(saved.message);
      const before = objects(first);
      const second = await start(await read(saved.file, "saved"));

      expect(objects(second)).toEqual(expect.arrayContaining(before));
      expect(objects(second)).toHaveLength(before.length);
      await first.clock.runUntil(first.clock.now() + 5 * MINUTE);
      await second.clock.runUntil(second.clock.now() + 5 * MINUTE);
      expect(settled(second).sort()).toEqual(settled(first).sort());
    }),
    { numRuns: 12 },
  );
}, 120_000);

test("restarts are counted on, as a kubelet counts them whose machine was off", async () => {
  const world = await read(readFileSync(PLAYGROUND, "utf8"), "playground");
  const first = await start({ ...world, actions: [] });
  first.clock.start(async () => void (await builtInKubectl(first.cluster, ["run", "web", `--image=${IMAGES[0]}`])));
  await first.pass(60);
  const saved = await savedWorld(first.cluster, [], first.clock);
  if ("message" in saved) throw new Error(saved.message);
  const second = await start(await read(saved.file, "saved"));
  await second.pass(60);
  const pod = second.cluster.store.get("pods", "default", "web") as Pod | undefined;
  expect(pod?.status?.containerStatuses).toMatchObject([{ restartCount: 1, ready: true }]);
});
