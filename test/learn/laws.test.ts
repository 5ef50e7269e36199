import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { SeededRandom } from "../../src/base/index.ts";
import { type Rules, rulesOf, type Trace, type World, type WorldAction } from "../../src/kinds/index.ts";
import { readWorld, runWorld } from "../../src/sandbox/index.ts";

/*
 * What lessons rely on, beside what was seen elsewhere: the flips of a public log (`kubectl get pods -w`, posted with
 * dgkanatsios/CKAD-exercises #176), and what the kubelet's source says of windows.
 */

const LOG = [108, 121, 192, 205, 367, 379];

async function worldOf(name: string): Promise<World> {
  const text = readFileSync(join(import.meta.dirname, `../../worlds/${name}.yaml`), "utf8");
  return made(text, name);
}

async function made(text: string, name = "made"): Promise<World> {
  const world = await readWorld(text, { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

/** Seconds and words of each change of STATUS. */
function flips({ entries }: Trace): readonly { readonly t: number; readonly status: string }[] {
  const shown = entries.flatMap((e) => (e.kind === "status" ? { t: e.t / 1000, status: e.data.status } : []));
  return shown.filter(({ status }, index) => status !== shown[index - 1]?.status);
}

function windows({ entries }: Trace): readonly number[] {
  return entries.flatMap((e) => (e.kind === "backoff" ? e.data.window / 1000 : []));
}

async function logged(seed: number, rules: Rules): Promise<readonly number[]> {
  const world = await worldOf("wrong-tag");
  const latency = 1000 + 2000 * new SeededRandom(seed).next();
  const registries = world.registries.map((registry) => ({ ...registry, latency }));
  const trace = await runWorld({ ...world, registries, actions: [], for: 420_000 }, { seed, rules });
  const troubled = flips(trace).filter(({ status }) => status.includes("Pull"));
  expect(troubled.map(({ status }) => status)).toEqual(
    troubled.map((_, index) => (index % 2 === 0 ? "ErrImagePull" : "ImagePullBackOff")),
  );
  return troubled.slice(6, 12).map(({ t }) => t);
}

describe("the engine of the lessons", () => {
  test("A-07 all six flips are within 20 s of a public log in 95 of 100 runs", async () => {
    const runs = await Promise.all(Array.from({ length: 200 }, (_, seed) => logged(seed, rulesOf("1.36"))));
    const near = runs.filter((run) => LOG.every((t, index) => Math.abs((run[index] ?? Infinity) - t) <= 20));
    expect(near.length / runs.length).toBeGreaterThanOrEqual(0.95);
  });

  test("A-08 the first failure shows ErrImagePull with phase Pending, then the two take turns", async () => {
    const trace = await runWorld({ ...(await worldOf("wrong-tag")), actions: [] });
    const shown = trace.entries.flatMap((e) => (e.kind === "status" ? e.data : []));
    const first = shown.find(({ status }) => status.includes("Pull"));
    expect(first).toMatchObject({ status: "ErrImagePull", phase: "Pending" });
    expect(new Set(shown.map(({ phase }) => phase))).toEqual(new Set(["Pending"]));
    const turns = flips(trace).filter(({ status }) => status.includes("Pull"));
    expect(turns.slice(0, 4).map(({ status }) => status)).toEqual([
      "ErrImagePull",
      "ImagePullBackOff",
      "ErrImagePull",
      "ImagePullBackOff",
    ]);
  });
});

const RACE = `
world: 1
title: A pod that names a secret which is not there
seed: 42
for: 12m
cluster:
  objects:
    - apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        terminationGracePeriodSeconds: 1
        imagePullSecrets: [{name: regcred}]
        containers: [{name: app, image: "registry.example/shop/web:1.4.2"}]
registries:
  - host: registry.example
    auth: {kind: basic, users: [{username: puller, password: puller-pass}]}
    repositories: [{name: shop/web, tags: ["1.4.2"]}]
  - host: open.example
    repositories: [{name: shop/web, public: true, tags: ["1.4.2"]}]
`;

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  imagePullSecrets: [{name: regcred}]
  containers: [{name: app, image: "registry.example/shop/web:1.4.2"}]
`;

const SECRET =
  "kubectl create secret docker-registry regcred --docker-server=registry.example --docker-username=puller --docker-password=puller-pass";
const AT = 100_000;

async function raced(...deeds: readonly { readonly run: string; readonly stdin?: string }[]): Promise<Trace> {
  const actions: WorldAction[] = deeds.map((deed, index) => ({ at: AT + index, exits: 0, ...deed }));
  return runWorld({ ...(await made(RACE)), actions });
}

/** Seconds from the deed to Running. */
function recovery({ entries }: Trace): number {
  const running = entries.find((e) => e.kind === "status" && e.data.phase === "Running" && e.t > AT);
  return ((running?.t ?? Infinity) - AT) / 1000;
}

describe("fix-race", () => {
  test("A-10 a new image is tried at once, a new secret waits, a new pod does not, and a deleted one is gone", async () => {
    const edited = await raced({ run: "kubectl set image pod/web app=open.example/shop/web:1.4.2" });
    const secret = await raced({ run: SECRET });
    const anew = await raced(
      { run: SECRET },
      { run: "kubectl delete pod web" },
      { run: "kubectl apply -f -", stdin: POD },
    );
    const deleted = await raced({ run: "kubectl delete pod web" });
    const open = secret.entries.flatMap((e) => (e.kind === "backoff" && e.t <= AT ? e.data.until : [])).at(-1) ?? 0;
    const left = (open - AT) / 1000;

    expect(recovery(edited)).toBeLessThan(5);
    expect(recovery(secret)).toBeGreaterThanOrEqual(left);
    expect(recovery(secret)).toBeLessThanOrEqual(left + 17);
    expect(recovery(anew)).toBeLessThan(5);
    expect(recovery(deleted)).toBe(Infinity);
    expect(deleted.entries.some((e) => e.t > AT + 5000 && e.kind === "decision")).toBe(false);
  });
});

/** Fails twice, recovers, runs for so long, and fails again when it is started anew. */
async function againAfter(seconds: number): Promise<readonly number[]> {
  const fault = "{kind: status, status: 503, code: UNAVAILABLE, message: Unavailable}";
  const world = await made(`
world: 1
title: Recovers and fails again
seed: 42
for: 30m
cluster:
  objects:
    - apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers: [{name: app, image: "registry.example/shop/web:1", imagePullPolicy: Always}]
registries:
  - host: registry.example
    repositories: [{name: shop/web, tags: [{tag: "1", exitCode: 1, runsFor: ${seconds}s}]}]
    faults:
      - {from: 0s, until: 20s, on: manifest, fault: ${fault}}
      - {from: 60s, on: manifest, fault: ${fault}}
`);
  return windows(await runWorld(world, { kubelet: "1.36" }));
}

describe("back-to-back", () => {
  test("A-11 success keeps the window: soon after it the next is twice as long, much later it is the first again", async () => {
    const [soon, late] = [await againAfter(60), await againAfter(700)];
    expect(soon.slice(0, 3)).toEqual([10, 20, 40]);
    expect(late.slice(0, 3)).toEqual([10, 20, 10]);
  });
});
