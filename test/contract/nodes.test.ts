import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { readJsonLines } from "../../conformance/vectors.ts";
import { kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const SHOWN = join(import.meta.dirname, "../../conformance/recordings/api/shown.jsonl.gz");

interface Shown {
  readonly step: string;
  readonly stdout: string;
}

/** What a real node was described as, up to its pods: the labels of the lines in order. */
function headings(text: string): readonly string[] {
  const [before = ""] = text.split("Non-terminated Pods:");
  return before
    .split("\n")
    .map((line) => /^ *[\w./-]+(?: [\w-]+)*/.exec(line)?.[0] ?? "")
    .map((line) => line.replace(/^ {10,}/, ""));
}

/** Lines that only a machine with a disk quota, or without one, has, and a cluster that gives its nodes pod networks. */
const OF_THE_MACHINE = /ephemeral-storage|^PodCIDRs?$/;

describe.skipIf(kubectlPath("1.33") === undefined)("a node of the sandbox, seen by kubectl 1.33", () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await startTestSandbox("1.33", { world: "playground", actions: [] });
  });
  afterAll(() => sandbox.stop());

  test("is described as a real one", async () => {
    const all = readJsonLines(SHOWN) as Shown[];
    const recorded = all.find(({ step }) => step === "describe-node");
    await sandbox.jump(1_000);
    const { stdout } = await sandbox.run("describe node node-1");
    const lines = headings(stdout).filter((line) => !OF_THE_MACHINE.test(line));
    expect(lines).toEqual(headings(recorded?.stdout ?? ""));
    expect(stdout).not.toContain("NaN");
    expect(stdout).not.toMatch(/\(\d{4,}%\)/);
  });

  test("counts what its pods ask for", async () => {
    const overrides = JSON.stringify({
      spec: {
        containers: [{ name: "web", image: "nginx:1.27", resources: { requests: { cpu: "1", memory: "1Gi" } } }],
      },
    });
    await sandbox.run(`run web --image=nginx:1.27 --overrides=${overrides}`);
    await sandbox.until("web", "Running");
    const { stdout } = await sandbox.run("describe node node-1");
    expect(stdout).toMatch(/default +web +1 \(25%\) +0 \(0%\) +1Gi \(6%\) +0 \(0%\)/);
    expect(stdout).toMatch(/ +cpu +1 \(25%\) +0 \(0%\)/);
  });

  test("renews its lease, and names the images that it has", async () => {
    const renewed = "get lease node-1 -n kube-node-lease -o jsonpath={.spec.renewTime}";
    const before = (await sandbox.run(renewed)).stdout;
    await sandbox.jump(11_000);
    const after = (await sandbox.run(renewed)).stdout;
    expect(Date.parse(before)).not.toBeNaN();
    expect(after).not.toBe(before);
    const names = (await sandbox.run("get node node-1 -o jsonpath={.status.images[*].names[1]}")).stdout;
    expect(names).toBe("docker.io/library/nginx:1.27");
  });
});
