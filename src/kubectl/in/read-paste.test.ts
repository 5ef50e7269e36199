import fc from "fast-check";
import { describe as group, expect, test } from "vitest";

import {
  rulesOf,
  type ContainerFacts,
  type KubernetesObject,
  type PodFacts,
  type Snapshot,
} from "../../kinds/index.ts";
import { describe } from "../out/index.ts";
import { readPaste } from "./read-paste.ts";
import { snapshotOfObjects } from "./snapshot-of-objects.ts";

const NOW = Date.parse("2026-11-23T06:10:00Z");
const PRINTER = rulesOf("1.35").printer;

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/);
const images = fc.constantFrom("nginx", "registry.example:5000/shop/api:1.4", "ghcr.io/a/b@sha256:" + "0".repeat(64));
const words = fc.array(
  fc.constantFrom("failed", "to", "pull", 'image "a/b:1"', "x509:", "403", "not found", "(a, b)"),
  {
    minLength: 1,
    maxLength: 9,
  },
);
const messages = words.map((parts) => `rpc error: ${parts.join(" ")}`);
const reasons = fc.constantFrom("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "CrashLoopBackOff");
const states = fc.oneof(
  fc.record({ waiting: fc.record({ reason: reasons }) }),
  fc.record({ waiting: fc.record({ reason: reasons, message: messages }) }),
  fc.constant({ running: { startedAt: "2026-11-23T06:00:00Z" } }),
  fc.constant({ terminated: { exitCode: 137, reason: "OOMKilled", startedAt: "2026-11-23T06:00:00Z" } }),
);
const containers = fc.uniqueArray(fc.record({ name: names, image: images, state: states, restartCount: fc.nat(3) }), {
  selector: ({ name }) => name,
  minLength: 1,
  maxLength: 3,
});
const events = fc.array(
  fc.record({
    type: fc.constantFrom("Normal", "Warning"),
    reason: fc.constantFrom("Pulling", "Failed"),
    message: messages,
    ago: fc.nat(90),
  }),
  { maxLength: 5 },
);

const pods = fc.record({ name: names, namespace: names, node: names, inits: containers, mains: containers, events });

/** A pod with its events as the API server has them. */
function objectsOf(made: typeof pods extends fc.Arbitrary<infer T> ? T : never): readonly KubernetesObject[] {
  const { name, namespace, node, inits, mains } = made;
  const specs = (all: typeof mains): object[] => all.map(({ name, image }) => ({ name, image }));
  const statuses = (all: typeof mains): object[] =>
    all.map(({ name, image, state, restartCount }) => ({
      name,
      image,
      imageID: "",
      state,
      lastState: {},
      ready: false,
      restartCount,
    }));
  const free = inits.filter((init) => !mains.some((main) => main.name === init.name));
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, uid: "u-1" },
    spec: { nodeName: node, initContainers: specs(free), containers: specs(mains) },
    status: { phase: "Pending", initContainerStatuses: statuses(free), containerStatuses: statuses(mains) },
  };
  const told = made.events.map(({ type, reason, message, ago }, index) => {
    const at = new Date(NOW - ago * 1000).toISOString().replace(".000", "");
    const involvedObject = { kind: "Pod", name, namespace, uid: "u-1" };
    const metadata = { name: `${name}.${index}`, namespace, uid: `e-${index}` };
    return {
      apiVersion: "v1",
      kind: "Event",
      metadata,
      involvedObject,
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: at,
      lastTimestamp: at,
      source: { component: "kubelet" },
    };
  });
  return [pod, ...told];
}

/** What is printed of a snapshot, without where it stood. Describe does not print why a container waits beyond its reason. */
function printedFacts({ pods, events }: Snapshot, withMessages = true): unknown {
  const ofContainer = ({
    name,
    kind,
    image,
    state,
    reason,
    message,
    restartCount,
    ranBefore,
  }: ContainerFacts): object => ({
    name,
    kind,
    image,
    state,
    reason,
    message: withMessages ? message : undefined,
    restartCount,
    ranBefore,
  });
  const ofPod = ({ name, namespace, node, phase, containers }: PodFacts): object => {
    return { name, namespace, node, phase, containers: containers.map(ofContainer) };
  };
  const told = events.map(({ type, reason, message, object, namespace, lastSeen }) =>
    JSON.stringify([type, reason, message, object, namespace, lastSeen]),
  );
  return { pods: pods.map(ofPod), events: told.toSorted() };
}

group("readPaste()", () => {
  test("reads back what describe prints of any pod", async () => {
    await fc.assert(
      fc.asyncProperty(pods, async (made) => {
        const [pod, ...told] = objectsOf(made);
        const text = describe(pod as KubernetesObject, { now: NOW, objects: told, rules: PRINTER }) ?? "";
        const read = await readPaste(text);
        const wanted = snapshotOfObjects([pod as KubernetesObject, ...told], { now: NOW, origin: "cluster" });
        expect(printedFacts(read, false)).toEqual(printedFacts(wanted, false));
        expect(read.notUnderstood).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test.each(["json", "yaml"])("reads objects back from %s, one or a list, with their lines", async (format) => {
    const { stringify } = await import("yaml");
    await fc.assert(
      fc.asyncProperty(pods, async (made) => {
        const objects = objectsOf(made);
        const list = { apiVersion: "v1", kind: "List", items: objects };
        const text = format === "json" ? JSON.stringify(list, null, 4) : stringify(list);
        const read = await readPaste(text, NOW);
        const wanted = snapshotOfObjects(objects, { now: NOW, origin: "files" });
        expect(printedFacts(read)).toEqual(printedFacts(wanted));
        expect(read.pods[0]?.lines?.from).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["spaces", " "],
    ["tabs", "\t"],
    ["quotes", '"'],
    ["backslashes", "\\"],
    ["escapes", String.fromCharCode(0x1b)],
    ["brackets", "["],
    ["braces", "{"],
    ["dashes", "- "],
    ["ages", "1m"],
    ["words", "Warning Failed "],
    ["colons", "a:"],
    ["markup", "&quot;"],
    ["quote marks", "> "],
    ["errors", 'err="\\"'],
    ["an open sequence", `${String.fromCharCode(0x1b)}]`],
  ])("ends with a megabyte of %s, in one line and in many", async (_, unit) => {
    const line = unit.repeat(1_000_000 / unit.length);
    const texts = [
      line,
      `failed to pull image ${line}`,
      line.replaceAll(/.{1000}/gs, "$&\n"),
      `${unit}\n`.repeat(100_000),
    ];
    for (const text of texts) expect((await readPaste(text)).pods).toEqual([]);
  });

  test("reads objects whose fields are of any form, or cut, without failing", async () => {
    const values = fc.object({
      key: fc.constantFrom(
        "metadata",
        "spec",
        "status",
        "containers",
        "containerStatuses",
        "state",
        "waiting",
        "volumes",
        "image",
        "ownerReferences",
        "imagePullSecrets",
        "labels",
        "items",
        "name",
        "data",
        "involvedObject",
        "series",
      ),
      values: [fc.constant(null), fc.string(), fc.integer(), fc.boolean(), fc.constant("Pod")],
      withNullPrototype: false,
      maxDepth: 4,
    });
    const kinds = fc.constantFrom("Pod", "Event", "Secret", "ReplicaSet", "List");
    await fc.assert(
      fc.asyncProperty(kinds, fc.array(values, { maxLength: 3 }), fc.nat(400), async (kind, all, cut) => {
        const { stringify } = await import("yaml");
        const list = { kind: "List", items: all.map((each) => ({ ...each, kind })) };
        for (const text of [JSON.stringify(list), stringify(list), JSON.stringify(list).slice(0, cut)]) {
          expect((await readPaste(text)).origin).toBe("paste");
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    "kind: Pod\nspec: *nowhere\n",
    "kind: Pod\nspec: &a\n  x: *a\n",
    `kind: Pod\na: &a [x,x]\nb: &b [${"*a,".repeat(200)}*a]\n`,
  ])("reads %j line by line", async (text) => {
    expect((await readPaste(text)).pods).toEqual([]);
  });

  test("names what it did not understand by its lines, and nothing else", async () => {
    const { pods, messages, notUnderstood } = await readPaste(
      "Hi\n\nfoo bar\nbaz\nNAME  READY  STATUS  RESTARTS  AGE\nweb  0/1  ErrImagePull  0  5m3s\n",
    );
    expect(pods).toMatchObject([{ name: "web", status: "ErrImagePull", ageSeconds: 303, lines: { from: 6, to: 6 } }]);
    expect(messages).toEqual([]);
    expect(notUnderstood).toEqual([
      { from: 1, to: 1 },
      { from: 3, to: 4 },
    ]);
  });

  test.each([
    [
      "a stack trace",
      "Exception in thread main java.lang.NullPointerException\n\tat com.example.Foo.bar(Foo.java:12)\n",
    ],
    [
      "a Terraform error",
      "Error: creating EC2 Instance: UnauthorizedOperation: You are not authorized\n\n  on main.tf line 12:\n",
    ],
    ["a shopping list", "- milk\n- eggs\n- bread: rye\n"],
    ["a compiler", "src/a.ts(3,10): error TS2305: Module has no exported member 'x'.\n"],
  ])("takes nothing from %s", async (_, text) => {
    const { pods, events, messages } = await readPaste(text);
    expect([pods, events, messages]).toEqual([[], [], []]);
  });

  test("knows an event's pod from what the scheduler says", async () => {
    const { pods, events } = await readPaste(
      "Events:\n  Type  Reason  Age  From  Message\n  ----  ------  ---- ----  -------\n  Normal  Scheduled  5m  default-scheduler  Successfully assigned shop/web-1 to node-3\n  Warning  Failed  3m (x4 over 5m)  kubelet  Error: ErrImagePull\n",
    );
    expect(pods).toMatchObject([{ name: "web-1", namespace: "shop", node: "node-3" }]);
    expect(events[1]).toMatchObject({
      object: "Pod/web-1",
      count: 4,
      firstSeen: 300,
      lastSeen: 180,
      lines: { from: 5 },
    });
  });
});
