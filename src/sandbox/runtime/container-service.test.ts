import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import type { ImageWorld, Pod, RuntimeName } from "../../kinds/index.ts";
import type { RuntimeContainer } from "../../kubelet/index.ts";
import { openRuntime, registryWorld, START, type TestRuntime } from "./test-runtime.ts";

const RECORDINGS = join(import.meta.dirname, "../../../conformance/recordings");
const image: ImageWorld = { tag: "1.0", platforms: ["linux/amd64"], size: 8000 };
const WEB = "registry.corp.test/team/web:1.0";
const MINUTE = 60_000;

const pod = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "default", uid: "uid-1" },
  spec: { containers: [{ name: "main" }] },
} satisfies Pod;

interface Started {
  readonly opened: TestRuntime;
  readonly newest: () => RuntimeContainer | undefined;
  readonly run: (attempt: number) => Promise<void>;
  readonly imageRef: string;
  readonly began: number;
}

/** A node on which the image is pulled and the pod's sandbox is up. */
async function started(fields: Partial<ImageWorld> = {}, name: RuntimeName = "containerd-2.2"): Promise<Started> {
  const repository = { name: "team/web", public: true, tags: [{ ...image, ...fields }] };
  const opened = openRuntime({ name, registries: [registryWorld({ repositories: [repository] })] });
  const { clock, runtime } = opened;
  await opened.pull({ image: WEB });
  const status = await runtime.images.imageStatus(WEB);
  const imageRef = status.ok ? (status.value?.id ?? "") : "";
  clock.start(async () => void (await runtime.containers.runPodSandbox(pod)));
  await clock.runUntil(clock.now() + 1000);
  return {
    opened,
    imageRef,
    began: clock.now(),
    newest: () => runtime.containers.containers("uid-1")[0],
    run: async (attempt) => {
      clock.start(async () => {
        const created = await runtime.containers.createContainer({
          pod,
          container: { name: "main" },
          imageRef,
          attempt,
        });
        if (created.ok) await runtime.containers.startContainer(pod, created.value.id);
      });
      await clock.runUntil(clock.now() + MINUTE);
    },
  };
}

describe("sandboxes", () => {
  test("runPodSandbox() takes its time and gives every pod an address of its own", async () => {
    const { clock, runtime } = openRuntime({ registries: [] });
    const seen: [unknown, number][] = [];
    for (const uid of ["a", "b"]) {
      clock.start(async () => {
        const ip = await runtime.containers.runPodSandbox({ ...pod, metadata: { ...pod.metadata, uid } });
        seen.push([ip.ok && ip.value, clock.now() - START]);
      });
    }

    await clock.runUntil(START + MINUTE);

    expect(seen).toEqual([
      ["10.244.0.2", 400],
      ["10.244.0.3", 400],
    ]);
  });
});

describe("containers", () => {
  test("a container runs on, and is told by its image's names", async () => {
    const { run, newest, began } = await started();
    await run(0);

    expect(newest()).toMatchObject({ name: "main", state: "running", startedAt: began + 100, image: WEB });
    expect(newest()?.id).toMatch(/^containerd:\/\/[0-9a-f]{64}$/);
    expect(newest()?.imageRef).toMatch(/^registry\.corp\.test\/team\/web@sha256:/);
  });

  test("a container ends with its image's code after its time, and can be run again", async () => {
    const { run, newest, began, opened } = await started({ exitCode: 3, runsFor: 2000 });
    await run(0);

    expect(newest()).toMatchObject({ state: "exited", exitCode: 3, finishedAt: began + 2100 });
    await run(1);
    await run(2);
    const all = opened.runtime.containers.containers("uid-1");
    expect(all.map(({ createdAt }) => createdAt - began)).toEqual([2 * MINUTE, MINUTE]);
    expect(opened.entries.filter(({ kind }) => kind === "cri")).toHaveLength(3);
  });

  // Recorded: pod notexec of the story zz-not-pulls.
  test.each([
    ["v1.33.13", "containerd-1.6"],
    ["v1.30.14", "containerd-1.7"],
    ["v1.35.4", "containerd-2.2"],
  ] as const)("a program of another platform starts and ends as recorded in %s", async (version, name) => {
    const pods = readJsonLines(join(RECORDINGS, version, "zz-not-pulls/pods.jsonl.gz")) as RecordedPod[];
    const codes = pods
      .filter(({ object }) => object.metadata.name === "notexec")
      .flatMap(({ object }) => object.status?.containerStatuses ?? [])
      .flatMap(({ state }) => state.terminated?.exitCode ?? []);
    const looks = readJsonLines(join(RECORDINGS, version, "zz-not-pulls/kubectl.jsonl.gz")) as RecordedLook[];
    const log = looks.find(({ argv }) => argv.slice(-2).join(" ") === "logs notexec")?.stdout;
    const { run, newest, opened } = await started({ platforms: ["linux/s390x"] }, name);

    await run(0);

    expect(new Set(codes)).toEqual(new Set([newest()?.exitCode]));
    expect(newest()?.startedAt).toBeDefined();
    expect(opened.runtime.containers.logs?.(newest()?.id ?? "")).toBe(log);
  });

  // Recorded: story t-chart, event Failed.
  test.each([
    ["v1.33.13", "containerd-1.6"],
    ["v1.30.14", "containerd-1.7"],
    ["v1.35.4", "containerd-2.2"],
  ] as const)("createContainer() refuses a Helm chart in the words of %s", async (version, name) => {
    const events = readJsonLines(join(RECORDINGS, version, "t-chart/events.jsonl.gz")) as RecordedEvent[];
    const recorded = events.map(({ object }) => object.message).find((text) => text.includes("failed to create"));
    const { opened, imageRef } = await started({ artifact: "chart" }, name);

    const created = await opened.runtime.containers.createContainer({
      pod,
      container: { name: "main" },
      imageRef,
      attempt: 0,
    });

    const message = created.ok ? "created" : `Error: ${created.fault.message}`;
    const comparable = (text = ""): string => text.replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:…");
    expect(comparable(message)).toBe(comparable(recorded));
  });

  test("stopContainer() ends one container and leaves the sandbox", async () => {
    const { opened, run, newest } = await started();
    const { clock, runtime } = opened;
    await run(0);
    const id = newest()?.id ?? "";

    clock.start(async () => runtime.containers.stopContainer?.(pod, id, 30));
    await clock.runUntil(clock.now() + MINUTE);
    await run(1);

    expect(runtime.containers.containers("uid-1").map(({ state }) => state)).toEqual(["running", "exited"]);
  });

  test("createContainer() does not find an image that is gone", async () => {
    const { opened, run, newest, imageRef } = await started();
    opened.runtime.remove(imageRef);
    await run(0);

    expect(newest()).toBeUndefined();
  });

  // Recorded: pods of v-rollout end with 0 on SIGTERM. 137 is 128 + SIGKILL.
  test.each([
    [30, 0],
    [0, 137],
  ])("killPod() with %d s grace ends containers with %d", async (grace, exitCode) => {
    const { opened, run, newest } = await started();
    const { clock, runtime } = opened;
    await run(0);
    let changes = 0;
    runtime.containers.onChange((uid) => (changes += uid === "uid-1" ? 1 : 0));

    clock.start(() => runtime.containers.killPod(pod, grace));
    await clock.runUntil(clock.now() + MINUTE);

    expect(newest()).toMatchObject({ state: "exited", exitCode });
    expect(changes).toBe(2);
  });
});

interface RecordedPod {
  readonly object: {
    readonly metadata: { readonly name: string };
    readonly status?: {
      readonly containerStatuses?: readonly {
        readonly state: { readonly terminated?: { readonly exitCode: number } };
      }[];
    };
  };
}

interface RecordedLook {
  readonly argv: readonly string[];
  readonly stdout: string;
}

interface RecordedEvent {
  readonly object: { readonly message: string };
}
