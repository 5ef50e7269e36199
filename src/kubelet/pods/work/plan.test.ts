import { describe, expect, test } from "vitest";

import { boundPod } from "../../../../test/kubelet-node.ts";
import { type Container, type Pod, type RestartPolicy, rulesOf } from "../../../kinds/index.ts";
import type { RuntimeView, SeenContainer } from "../runtime-view.ts";
import { type Plan, planFor } from "./plan.ts";

/* Plans as tables: what the runtime has of the pod's containers, and what a sync starts. `exited:3` ended with code 3. */

type Seen = Readonly<Record<string, string>>;

const { status: RULES } = rulesOf("1.35");
const IMAGE = "registry.example/web:1";

function viewOf(seen: Seen, ready = true): RuntimeView {
  const containers = Object.entries(seen).map(([name, text]): SeenContainer => {
    const [state, code] = text.split(":") as [SeenContainer["state"], string | undefined];
    const run = { id: `r://${name}`, name, image: IMAGE, imageRef: "sha256:1", createdAt: 0, attempt: 0 };
    return { ...run, specImage: IMAGE, state, ...(code === undefined ? {} : { exitCode: Number(code) }) };
  });
  return { sandbox: { ip: "10.0.0.1", ready }, containers };
}

function started({ starts }: Plan): readonly string[] {
  return starts.map(({ container }) => container.name);
}

function listOf(...names: readonly string[]): readonly Container[] {
  return names.map((name) => ({ name, image: IMAGE }));
}

function sidecar(name: string): Container {
  return { name, image: IMAGE, restartPolicy: "Always" };
}

describe("planFor() restarts", () => {
  test.each<[RestartPolicy, Seen, readonly string[]]>([
    ["Always", {}, ["main"]],
    ["Always", { main: "created" }, ["main"]],
    ["Always", { main: "running" }, []],
    ["Always", { main: "exited:0" }, ["main"]],
    ["Always", { main: "exited:3" }, ["main"]],
    ["OnFailure", { main: "exited:0" }, []],
    ["OnFailure", { main: "exited:3" }, ["main"]],
    ["Never", {}, ["main"]],
    ["Never", { main: "exited:0" }, []],
    ["Never", { main: "exited:3" }, []],
  ])("by policy %s, with %o: %o", (restartPolicy, seen, expected) => {
    const pod = boundPod({ containers: listOf("main"), restartPolicy });

    expect(started(planFor(pod, viewOf(seen), RULES))).toEqual(expected);
  });

  test("nothing of a pod that is deleted", () => {
    const pod = boundPod({ containers: listOf("main") }, { deletionTimestamp: "2026-11-23T06:00:01Z" });

    expect(started(planFor(pod, viewOf({}), RULES))).toEqual([]);
  });

  test("only those that do not run", () => {
    const pod = boundPod({ containers: listOf("a", "b", "c") });

    expect(started(planFor(pod, viewOf({ b: "running" }), RULES))).toEqual(["a", "c"]);
  });
});

describe("planFor() with init containers", () => {
  test.each<[string, Seen, readonly string[]]>([
    ["nothing ran: the first", {}, ["one"]],
    ["one runs: nothing", { one: "running" }, []],
    ["one ended well: the next", { one: "exited:0" }, ["two"]],
    ["one failed: that one again", { one: "exited:1" }, ["one"]],
    ["the furthest decides, also when one before it was removed", { two: "exited:0" }, ["main"]],
    ["all ended well: the containers", { one: "exited:0", two: "exited:0" }, ["main"]],
    ["a container runs: no init container again", { one: "exited:1", main: "running" }, []],
  ])("%s", (_title, seen, expected) => {
    const pod = boundPod({ initContainers: listOf("one", "two"), containers: listOf("main") });

    expect(started(planFor(pod, viewOf(seen), RULES))).toEqual(expected);
  });

  test("of which one has failed and may not run again starts nothing any more", () => {
    const spec = { initContainers: listOf("one", "two"), containers: listOf("main") };
    const pod = boundPod({ ...spec, restartPolicy: "Never" });

    expect(started(planFor(pod, viewOf({ one: "exited:1" }), RULES))).toEqual([]);
  });

  test.each<[string, Seen, readonly string[]]>([
    ["it was made and not started: it", { proxy: "created" }, ["proxy"]],
    ["it runs: the next", { proxy: "running" }, ["one"]],
    ["it ended while the next runs: it again", { proxy: "exited:0", one: "running" }, ["proxy"]],
    ["it ended and the next failed: both", { proxy: "exited:0", one: "exited:1" }, ["proxy", "one"]],
    [
      "it ended and all others ended well: it and the containers",
      { proxy: "exited:1", one: "exited:0" },
      ["proxy", "main"],
    ],
    [
      "it ended beside a container that runs: it again",
      { proxy: "exited:0", one: "exited:0", main: "running" },
      ["proxy"],
    ],
  ])("of which the first is a sidecar; %s", (_title, seen, expected) => {
    const initContainers = [sidecar("proxy"), ...listOf("one")];
    const pod: Pod = boundPod({ initContainers, containers: listOf("main"), restartPolicy: "OnFailure" });

    expect(started(planFor(pod, viewOf(seen), RULES))).toEqual(expected);
  });
});

describe("planFor()", () => {
  const pod = boundPod({ initContainers: listOf("one"), containers: listOf("main") });

  test("begins from nothing where the sandbox is gone", () => {
    const plan = planFor(pod, viewOf({ one: "exited:0", main: "exited:1" }, false), RULES);

    expect(plan.createsSandbox).toBe(true);
    expect(started(plan)).toEqual(["one"]);
  });

  test("starts ephemeral containers once, first of all and whatever the others do", () => {
    const debugged = { ...pod, spec: { ...pod.spec, ephemeralContainers: listOf("debug") } };

    expect(started(planFor(debugged, viewOf({}), RULES))).toEqual(["debug", "one"]);
    expect(started(planFor(debugged, viewOf({ debug: "exited:1" }), RULES))).toEqual(["one"]);
  });

  test("replaces a container that runs another image than the spec says, and leaves its neighbour alone", () => {
    const edited = boundPod({ containers: [...listOf("other"), { name: "main", image: `${IMAGE}-new` }] });
    const plan = planFor(edited, viewOf({ main: "running", other: "running" }), RULES);

    expect(plan.stops.map(({ message }) => message)).toEqual(["Container main definition changed, will be restarted"]);
    expect(started(plan)).toEqual(["main"]);
  });
});
