import { describe, expect, test } from "vitest";

import { boundPod, KubeletNode, type NodeOptions } from "../../../test/kubelet-node.ts";
import { SeededRandom } from "../../base/index.ts";
import { type Container, type Pod, rulesOf } from "../../kinds/index.ts";

/*
 * What happens to pods over time: one story a test. Expectations are the rules of the kubelet that the recordings confirm
 * (deletion: story w-delete-pod, edits: b-set-image).
 */

const BAD = "registry.example/web:nope";
const GOOD = "registry.example/web:1";
const NOT_FOUND = { error: { grpcCode: "NotFound", message: "not found" } } as const;

function nodeWith(options: Partial<NodeOptions> = {}): KubeletNode {
  return new KubeletNode({ rules: rulesOf("1.35"), random: new SeededRandom(7), pulls: { [GOOD]: {} }, ...options });
}

function container(image: string, more: Partial<Container> = {}): Container {
  return { name: "main", image, imagePullPolicy: "IfNotPresent", ...more };
}

function podOf(image: string, spec: Partial<Pod["spec"]> = {}): Pod {
  return boundPod({ containers: [container(image)], ...spec });
}

/** Phase and reason (or state) of the first container, each change once. */
function shown(node: KubeletNode): readonly string[] {
  const texts = node.published.map(({ status }) => {
    const { waiting, running, terminated } = status.containerStatuses?.[0]?.state ?? {};
    return `${status.phase} ${waiting?.reason ?? terminated?.reason ?? (running && "running") ?? "waiting"}`;
  });
  return texts.filter((text, index) => text !== texts[index - 1]);
}

function pullsOf(node: KubeletNode): readonly number[] {
  return node
    .entriesOf("decision")
    .filter(({ data }) => data.state === "pulling")
    .map(({ t }) => t / 1000);
}

describe("a pod that is deleted", () => {
  test("shows no reason any more, ends as Failed when it never ran, and is gone within seconds", async () => {
    const node = nodeWith();
    node.add(podOf(BAD));
    await node.run(5_000);
    node.delete("web");
    await node.run(3_000);

    expect(shown(node).slice(-3)).toEqual([
      "Pending ErrImagePull",
      "Pending ContainerCreating",
      "Failed ContainerStatusUnknown",
    ]);
    expect(node.pods.size).toBe(0);
    expect(node.runtime.calls.at(-1)).toBe("KillPod 1");
  });

  test("ends as Succeeded when its program ends well, and tells that it is stopped", async () => {
    const node = nodeWith();
    node.add(podOf(GOOD));
    await node.run(5_000);
    node.delete("web", 30);
    await node.run(3_000);

    expect(shown(node).slice(-2)).toEqual(["Running running", "Succeeded Completed"]);
    expect(node.told()).toContain("Normal Killing Stopping container main");
    expect(node.runtime.calls.at(-1)).toBe("KillPod 30");
    expect(node.pods.size).toBe(0);
  });

  test("waits for a pull that hangs", async () => {
    const node = nodeWith({ pulls: { [BAD]: { ...NOT_FOUND, took: 120_000 } } });
    node.add(podOf(BAD));
    await node.run(5_000);
    node.delete("web");
    await node.run(60_000);
    const during = shown(node);
    await node.run(60_000);

    expect(during).toEqual(["Pending ContainerCreating"]);
    expect(node.pods.size).toBe(0);
    expect(pullsOf(node)).toHaveLength(1);
  });

  test("with force is stopped without a further word about it", async () => {
    const node = nodeWith();
    node.add(podOf(GOOD));
    await node.run(5_000);
    const published = node.published.length;
    node.removeByForce("web");
    await node.run(5_000);

    expect(node.published).toHaveLength(published);
    expect(node.runtime.calls.at(-1)).toBe("KillPod 1");
  });

  test("and made anew pulls at once", async () => {
    const node = nodeWith();
    node.add(podOf(BAD));
    await node.run(100_000);
    node.delete("web");
    await node.run(5_000);
    const before = pullsOf(node).length;
    node.add(boundPod({ containers: [container(BAD)] }, { uid: "another" }));
    await node.run(100);

    expect(pullsOf(node)).toHaveLength(before + 1);
  });
});

describe("a pod whose image is edited", () => {
  test("is looked at once and pulls at once, while the old reason shows until the look after", async () => {
    const node = nodeWith();
    node.add(podOf(BAD));
    await node.run(100_000);
    const found = node.entriesOf("decision").at(-1)?.data;
    node.edit("web", (spec) => ({ ...spec, containers: [container(GOOD)] }));
    await node.run(1);
    const edited = node.published.at(-1)?.status.containerStatuses?.[0];

    expect(pullsOf(node).at(-1)).toBe(100);
    expect(edited).toMatchObject({
      image: GOOD,
      state: { waiting: { reason: found?.reason, message: found?.message } },
    });
    await node.run(2_000);
    expect(shown(node).at(-1)).toBe("Running running");
  });

  test("takes the edit only after a pull that hangs", async () => {
    const node = nodeWith({ pulls: { [BAD]: { ...NOT_FOUND, took: 50_000 }, [GOOD]: {} } });
    node.add(podOf(BAD));
    await node.run(10_000);
    node.edit("web", (spec) => ({ ...spec, containers: [container(GOOD)] }));
    await node.run(39_000);
    expect(pullsOf(node)).toHaveLength(1);
    await node.run(2_500);

    expect(pullsOf(node)).toHaveLength(2);
    expect(pullsOf(node).at(-1)).toBeLessThanOrEqual(51);
  });

  test("while it runs is stopped and started anew", async () => {
    const other = "registry.example/web:2";
    const node = nodeWith({ pulls: { [GOOD]: {}, [other]: {} } });
    node.add(podOf(GOOD));
    await node.run(5_000);
    node.edit("web", (spec) => ({ ...spec, containers: [container(other)] }));
    await node.run(3_000);

    expect(node.told()).toContain("Normal Killing Container main definition changed, will be restarted");
    expect(node.published.at(-1)?.status.containerStatuses?.[0]).toMatchObject({
      image: other,
      restartCount: 1,
      ready: true,
    });
  });
});

describe("a kubelet that is restarted", () => {
  test("forgets reason and window: shows ContainerCreating and pulls at once", async () => {
    const node = nodeWith();
    node.add(podOf(BAD));
    await node.run(100_000);
    const before = pullsOf(node).length;
    node.kubelet.restart();
    await node.run(1);

    expect(shown(node).at(-1)).toBe("Pending ContainerCreating");
    expect(pullsOf(node)).toHaveLength(before + 1);
    expect(node.entriesOf("backoff").at(-1)?.data).toMatchObject({ window: 10_000, failures: 1 });
  });

  test("counts events from one again", async () => {
    const node = nodeWith();
    node.add(podOf(BAD));
    await node.run(60_000);
    node.kubelet.restart();
    await node.run(1);

    expect(node.entriesOf("event").at(-1)?.data.count).toBe(1);
  });

  test("leaves what runs alone", async () => {
    const node = nodeWith();
    node.add(podOf(GOOD));
    await node.run(5_000);
    const [published, calls] = [node.published.length, node.runtime.calls.length];
    node.kubelet.restart();
    await node.run(200_000);

    expect(node.published).toHaveLength(published);
    expect(node.runtime.calls).toHaveLength(calls);
  });

  test("hears nothing more of the pull that the old process began", async () => {
    const node = nodeWith({ pulls: { [BAD]: { ...NOT_FOUND, took: 30_000 } } });
    node.add(podOf(BAD));
    await node.run(20_000);
    node.kubelet.restart();
    await node.run(25_000);

    expect(node.entriesOf("decision").map(({ data }) => data.state)).toEqual(["pulling", "pulling"]);
    expect(node.runtime.calls).toEqual(["RunPodSandbox"]);
  });

  test("finds the sandbox that the old process had asked for", async () => {
    const node = nodeWith({ sandboxTook: 2_000 });
    node.add(podOf(GOOD));
    await node.run(1_000);
    node.kubelet.restart();
    await node.run(20_000);

    expect(shown(node).at(-1)).toBe("Running running");
  });
});

describe("a pod with a deadline", () => {
  test("fails when it is over, whatever its image does", async () => {
    const node = nodeWith();
    node.add(podOf(BAD, { activeDeadlineSeconds: 25 }));
    await node.run(24_000);
    const before = node.published.at(-1)?.status.phase;
    await node.run(5_000);

    expect(before).toBe("Pending");
    expect(node.published.at(-1)?.status).toMatchObject({
      phase: "Failed",
      reason: "DeadlineExceeded",
      message: "Pod was active on the node longer than the specified deadline",
    });
    expect(node.told()).toContain(
      "Normal DeadlineExceeded Pod was active on the node longer than the specified deadline",
    );
  });

  test("is not looked at again once it has failed", async () => {
    const node = nodeWith();
    node.add(podOf(BAD, { activeDeadlineSeconds: 25 }));
    await node.run(40_000);
    const syncs = node.entriesOf("sync").length;
    await node.run(600_000);

    expect(node.entriesOf("sync")).toHaveLength(syncs);
  });
});

describe("a pod that ends by itself", () => {
  test.each([
    [0, "Succeeded", "PodCompleted"],
    [3, "Failed", "PodFailed"],
  ] as const)("with code %i is %s", async (exitCode, phase, reason) => {
    const node = nodeWith({ pulls: { [GOOD]: { program: { exitCode, runsFor: 3_000 } } } });
    node.add(podOf(GOOD, { restartPolicy: "Never" }));
    await node.run(10_000);
    const { status } = node.published.at(-1) ?? {};

    expect(status?.phase).toBe(phase);
    expect(status?.conditions?.find(({ type }) => type === "Ready")).toMatchObject({ status: "False", reason });
    expect(node.pods.size).toBe(1);
  });

  test("does not tell its end before its sandbox is stopped", async () => {
    const node = nodeWith({ pulls: { [GOOD]: { program: { exitCode: 0, runsFor: 3_000 } } } });
    node.add(podOf(GOOD, { restartPolicy: "Never" }));
    await node.run(10_000);

    expect(shown(node)).toEqual([
      "Pending ContainerCreating",
      "Running running",
      "Running Completed",
      "Succeeded Completed",
    ]);
  });

  test("stays until it is deleted, and is gone then without a further status", async () => {
    const node = nodeWith({ pulls: { [GOOD]: { program: { exitCode: 0, runsFor: 3_000 } } } });
    node.add(podOf(GOOD, { restartPolicy: "Never" }));
    await node.run(600_000);
    const published = node.published.length;
    node.delete("web");
    await node.run(1);

    expect(node.pods.size).toBe(0);
    expect(node.published).toHaveLength(published);
  });
});
