import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type EventFacts, type KubernetesObject, rulesOf } from "../../kinds/index.ts";
import { humanDuration, renderKubectl } from "../out/index.ts";
import { readPaste } from "./read-paste.ts";
import { snapshotOfObjects } from "./snapshot-of-objects.ts";

const NOW = Date.parse("2026-11-23T06:10:00Z");
const rules = rulesOf("1.35").printer;

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/);
const reasons = fc.constantFrom("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "CrashLoopBackOff");
const states = fc.oneof(
  reasons.map((reason) => ({ waiting: { reason } })),
  fc.constant({ running: { startedAt: "2026-11-23T06:00:00Z" } }),
);
const pods = fc.uniqueArray(
  fc.record({ name: names, namespace: names, node: names, state: states, restarts: fc.nat(9), age: fc.nat(1_000_000) }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 6 },
);
const messages = fc
  .array(fc.constantFrom("failed", "to pull", 'image "a/b:1"', "x509:", "(a, b)", "5m", "Warning"), { minLength: 1 })
  .map((words) => `rpc error: ${words.join(" ")}`);
const events = fc.uniqueArray(
  fc.record({
    name: names,
    pod: names,
    message: messages,
    type: fc.constantFrom("Normal", "Warning"),
    ago: fc.nat(9_000),
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 8 },
);

function ago(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString().replace(/\.\d+Z/, "Z");
}

function podOf({
  name,
  namespace,
  node,
  state,
  restarts,
  age,
}: (typeof pods extends fc.Arbitrary<infer T> ? T : never)[number]): KubernetesObject {
  const containers = [{ name: "app", image: "registry.example/a:1" }];
  const containerStatuses = [{ name: "app", state, restartCount: restarts, ready: false, image: "", imageID: "" }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, creationTimestamp: ago(age) },
    spec: { nodeName: node, containers },
    status: { phase: "Pending", podIP: "10.0.0.7", containerStatuses },
  } as KubernetesObject;
}

function eventOf(
  { name, pod, message, type, ago: seconds }: (typeof events extends fc.Arbitrary<infer T> ? T : never)[number],
  count: number,
): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: `${name}.17f0a1b2c3d4e5f6`, namespace: "shop" },
    involvedObject: { kind: "Pod", name: pod, namespace: "shop", fieldPath: "spec.containers{app}" },
    source: { component: "kubelet", host: "node-1" },
    type,
    reason: "Failed",
    message,
    count,
    firstTimestamp: ago(seconds + 60),
    lastTimestamp: ago(seconds),
  } as KubernetesObject;
}

function shown(command: string, objects: readonly KubernetesObject[]): string {
  return renderKubectl(command.split(" "), objects, { now: NOW, rules, namespace: "shop" }).stdout;
}

/** An age as far as kubectl prints it. */
function age(seconds: number | undefined): string {
  return humanDuration((seconds ?? 0) * 1000);
}

describe("readPaste() reads tables back", () => {
  test.each(["get pods -A", "get pods -A -o wide"])("%s", async (command) => {
    await fc.assert(
      fc.asyncProperty(pods, async (made) => {
        const objects = made.map(podOf);
        const read = await readPaste(shown(command, objects));
        const wanted = snapshotOfObjects(objects, { now: NOW, origin: "files" }).pods.map((pod) => ({
          name: pod.name,
          namespace: pod.namespace,
          status: pod.containers[0]?.reason ?? pod.phase,
          restarts: pod.containers[0]?.restartCount,
          age: age(pod.ageSeconds),
          node: command.endsWith("wide") ? pod.node : undefined,
        }));
        const found = read.pods.map(({ name, namespace, status, restarts, ageSeconds, node }) => {
          return { name, namespace, status, restarts, age: age(ageSeconds), node };
        });
        const sorted = (rows: readonly { name?: string | undefined }[]): unknown =>
          rows.toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
        expect(sorted(found)).toEqual(sorted(wanted));
        expect(read.notUnderstood).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  /** What each command prints of an event, besides what all print. */
  const PRINTED: Readonly<Record<string, (event: EventFacts) => object>> = {
    "get events": () => ({}),
    "get events -A": ({ namespace }) => ({ namespace }),
    "get events -o wide": ({ count, firstSeen, fieldPath, from }) => ({
      count,
      first: age(firstSeen),
      fieldPath,
      from,
    }),
    events: ({ count, firstSeen }) => (count === 1 ? {} : { count, first: age(firstSeen) }),
  };

  test.each(Object.entries(PRINTED))("%s", async (command, printed) => {
    await fc.assert(
      fc.asyncProperty(events, fc.nat(3), async (made, more) => {
        const objects = made.map((event) => eventOf(event, more + 2));
        const facts = ({ type, reason, message, object, lastSeen, ...rest }: EventFacts): string =>
          JSON.stringify({ type, reason, message, object, last: age(lastSeen), ...printed(rest as EventFacts) });
        const read = await readPaste(shown(command, objects));
        const wanted = snapshotOfObjects(objects, { now: NOW, origin: "files" }).events;
        expect(read.events.map(facts).toSorted()).toEqual(wanted.map(facts).toSorted());
        expect(read.notUnderstood).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("the events of a kubectl from before 1.15", async () => {
    const { events } = await readPaste(
      'LASTSEEN   FIRSTSEEN   COUNT   NAME                   KIND   SUBOBJECT              TYPE      REASON   SOURCE            MESSAGE\n35s        2m          4       web.17f0a1b2c3d4e5f6   Pod    spec.containers{app}   Warning   Failed   kubelet, node-1   Failed to pull image "a/b:1"\n',
    );
    expect(events).toMatchObject([
      { object: "Pod/web", count: 4, lastSeen: 35, firstSeen: 120, fieldPath: "spec.containers{app}", from: "kubelet" },
    ]);
  });

  test("the last row of a pod that was watched", async () => {
    const rows = ["0/1  ContainerCreating  0  1s", "0/1  ErrImagePull  0  3s", "0/1  ImagePullBackOff  0  15s"];
    const { pods } = await readPaste(
      `NAME  READY  STATUS  RESTARTS  AGE\n${rows.map((row) => `web  ${row}`).join("\n")}`,
    );
    expect(pods).toMatchObject([{ name: "web", status: "ImagePullBackOff", ageSeconds: 15, lines: { from: 4 } }]);
  });
});

describe("readPaste() and what is beside containers", () => {
  test("an evicted pod says why, in a description as in its object", async () => {
    const evicted = podOf({
      name: "web",
      namespace: "shop",
      node: "n",
      state: { waiting: { reason: "" } } as never,
      restarts: 0,
      age: 9,
    });
    const why = { reason: "Evicted", message: "The node was low on resource: ephemeral-storage." };
    const pod = { ...evicted, status: { phase: "Failed", ...why } } as KubernetesObject;
    for (const text of [shown("describe pod web -n shop", [pod]), JSON.stringify(pod)]) {
      const { pods, messages } = await readPaste(text);
      expect(pods).toMatchObject([{ name: "web", status: "Evicted", phase: "Failed" }]);
      expect(messages).toMatchObject([{ text: why.message, reason: "Evicted" }]);
    }
  });

  test("the Deployment is known without its ReplicaSet, by the names that it gives", () => {
    const owned = (name: string, labels: object): unknown => {
      const ownerReferences = [{ apiVersion: "apps/v1", kind: "ReplicaSet", name, uid: "rs", controller: true }];
      const pod = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "p", labels, ownerReferences },
        spec: { containers: [] },
      };
      return snapshotOfObjects([pod], { now: 0, origin: "cluster" }).pods[0]?.owner;
    };
    expect(owned("web-6b7c8d9f5d", { "pod-template-hash": "6b7c8d9f5d" })).toBe("Deployment/web");
    expect(owned("web-6b7c8d9f5d", {})).toBe("ReplicaSet/web-6b7c8d9f5d");
    expect(owned("by-hand", { "pod-template-hash": "6b7c8d9f5d" })).toBe("ReplicaSet/by-hand");
  });

  test("an image volume is there, and the Deployment behind a ReplicaSet", () => {
    const controller = (kind: string, name: string) => [
      { apiVersion: "apps/v1", kind, name, uid: name, controller: true },
    ];
    const volumes = [{ name: "model", image: { reference: "registry.example/model:1", pullPolicy: "Always" } }];
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web", ownerReferences: controller("ReplicaSet", "web-1") },
      spec: { containers: [], volumes },
    };
    const set = {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: { name: "web-1", uid: "web-1", ownerReferences: controller("Deployment", "web") },
    };
    const [facts] = snapshotOfObjects([pod, set] as never, { now: NOW, origin: "cluster" }).pods;
    expect(facts).toMatchObject({
      owner: "Deployment/web",
      containers: [{ name: "model", kind: "volume", image: "registry.example/model:1", policy: "Always" }],
    });
    const [alone] = snapshotOfObjects([pod] as never, { now: NOW, origin: "cluster" }).pods;
    expect(alone?.owner).toBe("ReplicaSet/web-1");
  });

  test("of other objects events are read and the rest is named as not understood", async () => {
    const { pods, events, notUnderstood } = await readPaste(
      "Name:               web\nNamespace:          shop\nReplicas:           1 desired | 0 updated\nPod Template:\n  Containers:\n   app:\n    Image:  a/b:1\nEvents:\n  Type    Reason             Age   From                   Message\n  ----    ------             ----  ----                   -------\n  Normal  ScalingReplicaSet  2m    deployment-controller  Scaled up replica set web-1 to 1\n",
    );
    expect(pods).toEqual([]);
    expect(events).toMatchObject([{ reason: "ScalingReplicaSet", lines: { from: 11, to: 11 } }]);
    expect(notUnderstood).toEqual([{ from: 1, to: 7 }]);
  });

  test("what was said again in the same words is counted", async () => {
    const line =
      'E1120 10:11:12.345678    1234 remote_image.go:180] "PullImage failed" err="pull QPS exceeded" image="a/b:1"\n';
    const { messages } = await readPaste(line.repeat(1000));
    expect(messages).toMatchObject([{ count: 1000, image: "a/b:1", lines: { from: 1, to: 1 } }]);
  });
});
