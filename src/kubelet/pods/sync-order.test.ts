import { describe, expect, test } from "vitest";

import { boundPod, KubeletNode, type NodeOptions, START } from "../../../test/kubelet-node.ts";
import { SeededRandom } from "../../base/index.ts";
import { type Container, type Pod, type PodStatus, rulesOf, type SecretObject } from "../../kinds/index.ts";

/* In which order one sync works, and what a failure stops. */

const BAD = "registry.example/web:nope";
const GOOD = "registry.example/web:1";
const DONE = "registry.example/prepare:1";
const CRASH = "registry.example/crash:1";
const PULLS = { [GOOD]: {}, [DONE]: { program: { exitCode: 0 } }, [CRASH]: { program: { exitCode: 3 } } };
const RULES = rulesOf("1.35");

function nodeWith(options: Partial<NodeOptions> = {}): KubeletNode {
  return new KubeletNode({ rules: RULES, random: new SeededRandom(3), pulls: PULLS, ...options });
}

function container(name: string, image: string, more: Partial<Container> = {}): Container {
  return { name, image, imagePullPolicy: "IfNotPresent", ...more };
}

async function play(spec: Pod["spec"], seconds: number, options: Partial<NodeOptions> = {}): Promise<KubeletNode> {
  const node = nodeWith(options);
  node.add(boundPod(spec));
  await node.run(seconds * 1000);
  return node;
}

/** What was decided about which container, in order. */
function decided(node: KubeletNode): readonly string[] {
  return node.entriesOf("decision").map((entry) => `${entry.container} ${entry.data.reason ?? entry.data.state}`);
}

function lastStatus(node: KubeletNode): PodStatus {
  return node.published.at(-1)?.status ?? {};
}

function reasons(status: PodStatus): readonly (string | undefined)[] {
  const { initContainerStatuses = [], containerStatuses = [] } = status;
  return [...initContainerStatuses, ...containerStatuses].map(
    ({ state }) => state.waiting?.reason ?? Object.keys(state)[0],
  );
}

describe("init containers", () => {
  test("that fail hold back all that comes after them, pulls included", async () => {
    const spec = {
      initContainers: [container("first", BAD), container("second", DONE)],
      containers: [container("main", GOOD)],
    };
    const node = await play(spec, 60);

    expect(new Set(decided(node).map((text) => text.split(" ")[0]))).toEqual(new Set(["first"]));
    expect(reasons(lastStatus(node)).slice(1)).toEqual(["PodInitializing", "PodInitializing"]);
  });

  test("run one after the other, each to its end", async () => {
    const spec = {
      initContainers: [container("first", DONE), container("second", DONE)],
      containers: [container("main", GOOD)],
    };
    const node = await play(spec, 20);

    expect(node.runtime.calls).toEqual([
      "RunPodSandbox",
      "CreateContainer first 0",
      "CreateContainer second 0",
      "CreateContainer main 0",
    ]);
    expect(reasons(lastStatus(node))).toEqual(["terminated", "terminated", "running"]);
  });

  test("that fail for good make the pod Failed", async () => {
    const spec = {
      initContainers: [container("first", CRASH)],
      containers: [container("main", GOOD)],
      restartPolicy: "Never" as const,
    };
    const node = await play(spec, 20);

    expect(lastStatus(node).phase).toBe("Failed");
    expect(node.runtime.calls.filter((call) => call.startsWith("Create"))).toEqual(["CreateContainer first 0"]);
  });
});

describe("sidecars", () => {
  const sidecar = { restartPolicy: "Always" } as const;

  test("let the next one start once they run, and stay", async () => {
    const spec = {
      initContainers: [container("proxy", GOOD, sidecar), container("second", DONE)],
      containers: [container("main", GOOD)],
    };
    const node = await play(spec, 20);

    expect(reasons(lastStatus(node))).toEqual(["running", "terminated", "running"]);
    expect(lastStatus(node).phase).toBe("Running");
    expect(lastStatus(node).initContainerStatuses?.[0]).toMatchObject({ started: true, ready: true });
  });

  test("that cannot start hold the others back", async () => {
    const spec = {
      initContainers: [container("proxy", BAD, sidecar), container("second", DONE)],
      containers: [container("main", GOOD)],
    };
    const node = await play(spec, 60);

    expect(new Set(decided(node).map((text) => text.split(" ")[0]))).toEqual(new Set(["proxy"]));
  });

  test("that end are started again, while the pod stays initialized", async () => {
    const crashing = { ...PULLS, [CRASH]: { program: { exitCode: 1, runsFor: 5_000 } } };
    const spec = { initContainers: [container("proxy", CRASH, sidecar)], containers: [container("main", GOOD)] };
    const node = await play(spec, 12, { pulls: crashing });

    expect(node.runtime.calls).toContain("CreateContainer proxy 1");
    expect(lastStatus(node).conditions?.find(({ type }) => type === "Initialized")?.status).toBe("True");
    expect(lastStatus(node).phase).toBe("Running");
  });
});

describe("containers", () => {
  test("are tried in the order of the spec, and a failure stops no other; statuses are sorted by name", async () => {
    const node = await play({ containers: [container("zoe", BAD), container("amy", GOOD)] }, 5);

    expect(decided(node).slice(0, 4)).toEqual(["zoe pulling", "zoe ErrImagePull", "amy pulling", "amy pulled"]);
    expect(lastStatus(node).containerStatuses?.map(({ name }) => name)).toEqual(["amy", "zoe"]);
    expect(lastStatus(node).phase).toBe("Pending");
  });

  test("of one image share its window: the second is turned away in the very same sync", async () => {
    const node = await play({ containers: [container("one", BAD), container("two", BAD)] }, 200);
    const two = decided(node).filter((text) => text.startsWith("two"));

    expect(new Set(two)).toEqual(new Set(["two ImagePullBackOff"]));
    expect(decided(node).slice(0, 3)).toEqual(["one pulling", "one ErrImagePull", "two ImagePullBackOff"]);
  });

  test("that exit wait longer and longer, counted from their end, and their image with them", async () => {
    const node = await play({ containers: [container("main", CRASH)] }, 400);
    const messages = node.published.flatMap(
      ({ status }) => status.containerStatuses?.[0]?.state.waiting?.message ?? [],
    );
    const windows = messages.map((message) => /^back-off (\S+) restarting/.exec(message)?.[1]);

    expect([...new Set(windows)]).toEqual(["10s", "20s", "40s", "1m20s", "2m40s"]);
    expect(node.told()).toContain("Warning BackOff Back-off restarting failed container main in pod web_shop(uid-web)");
    expect(lastStatus(node)).toMatchObject({ phase: "Running" });
  });

  test.each([
    ["1.34", "every ten seconds", 4],
    ["1.35", "when the window is over", 1],
  ] as const)("that wait for their restart are looked at by %s %s", async (minor, _when, looks) => {
    const real = rulesOf(minor);
    const rules = { ...real, sync: { ...real.sync, jitter: 0 } };
    const node = await play({ containers: [container("main", CRASH)] }, 200, { rules });
    const waits = node.published.filter(({ status }) =>
      status.containerStatuses?.[0]?.state.waiting?.message?.startsWith("back-off 40s"),
    );
    const endedAt = Date.parse(waits[0]?.status.containerStatuses?.[0]?.lastState.terminated?.finishedAt ?? "") - START;
    const retries = node.entriesOf("sync").filter(({ data }) => data.trigger === "retry");
    const within = retries.filter(({ t }) => t > endedAt + 1_000 && t <= endedAt + 42_000);

    expect(within).toHaveLength(looks);
  });

  test("that cannot be started say why", async () => {
    const startError = { grpcCode: "Unknown", message: "exec: not found" } as const;
    const node = await play({ containers: [container("main", GOOD)] }, 1.5, { startError });

    expect(reasons(lastStatus(node))).toEqual(["RunContainerError"]);
    expect(node.told()).toContain("Warning Failed Error: exec: not found");
    expect(lastStatus(node).containerStatuses?.[0]?.lastState.terminated).toMatchObject({
      exitCode: 128,
      reason: "StartError",
    });
  });

  test.each([
    ["1.29", "Created container main", "Started container main"],
    ["1.30", "Created container: main", "Started container main"],
    ["1.34", "Created container: main", "Started container main"],
    ["1.35", "Container created", "Container started"],
  ] as const)("of %s are told as created and started in its words", async (minor, created, started) => {
    const node = await play({ containers: [container("main", GOOD)] }, 2, { rules: rulesOf(minor) });

    expect(node.told().slice(-2)).toEqual([`Normal Created ${created}`, `Normal Started ${started}`]);
  });
});

describe("a sandbox that cannot be made", () => {
  test("keeps containers waiting without a reason, and is tried again after 10 to 16 seconds", async () => {
    const sandboxError = { grpcCode: "Unknown", message: "failed to set up network" } as const;
    const node = await play({ containers: [container("main", GOOD)] }, 60, { sandboxError });
    const times = node.entriesOf("sync").map(({ t }) => t / 1000);
    const distances = times.slice(1).map((t, index) => t - (times[index] ?? 0));

    expect(reasons(lastStatus(node))).toEqual(["ContainerCreating"]);
    expect(node.told()[0]).toBe(
      "Warning FailedCreatePodSandBox Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up network",
    );
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...distances)).toBeLessThanOrEqual(16);
  });
});

describe("image volumes", () => {
  const volumes = [{ name: "model", image: { reference: BAD, pullPolicy: "IfNotPresent" as const } }];
  const spec = {
    volumes,
    containers: [
      container("main", GOOD, { volumeMounts: [{ name: "model", mountPath: "/model" }] }),
      container("other", GOOD),
    ],
  };

  test("that fail lend their reason to the containers that mount them, and to no other", async () => {
    const node = await play(spec, 1.5);

    expect(reasons(lastStatus(node))).toEqual(["ErrImagePull", "running"]);
    expect(decided(node).slice(0, 3)).toEqual(["model pulling", "model ErrImagePull", "other pulling"]);
    expect(node.entriesOf("event").find(({ data }) => data.message === "Error: ErrImagePull")?.data.fieldPath).toBe(
      "spec.containers{main}",
    );
  });

  test("are not pulled by kubelets that do not know them", async () => {
    const node = await play(spec, 5, { rules: rulesOf("1.34") });

    expect(decided(node).some((text) => text.startsWith("model"))).toBe(false);
  });
});

describe("pull secrets", () => {
  const secret: SecretObject = { apiVersion: "v1", kind: "Secret", metadata: { name: "there" } };

  test("that cannot be read are named at every sync, and the pull goes ahead", async () => {
    const imagePullSecrets = [{ name: "gone" }, { name: "there" }, {}, { name: "lost" }];
    const node = await play({ containers: [container("main", BAD)], imagePullSecrets }, 30, { secrets: [secret] });
    const text =
      "Warning FailedToRetrieveImagePullSecret Unable to retrieve some image pull secrets (gone, lost); attempting to pull the image may not succeed.";

    expect(node.told().filter((told) => told === text)).toHaveLength(node.entriesOf("sync").length);
    expect(decided(node)[0]).toBe("main pulling");
  });
});

describe("logs", () => {
  test("come from what runs, and say why there are none", async () => {
    const node = await play({ containers: [container("amy", GOOD), container("zoe", BAD)] }, 5);
    const pod = node.pod("web");

    expect(node.kubelet.containerLogs(pod, "amy", false)).toEqual({ ok: true, text: "log of containerd://amy-0" });
    expect(node.kubelet.containerLogs(pod, "zoe", false)).toEqual({
      ok: false,
      message: `container "zoe" in pod "web" is waiting to start: image can't be pulled`,
    });
  });
});
