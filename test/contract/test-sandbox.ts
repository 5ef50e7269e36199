import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { World } from "../../src/kinds/index.ts";
import { namedWorld } from "../../src/cli/worlds/named-world.ts";
import { type Sandbox, startSandbox } from "../../src/cli/sandbox/start.ts";
import { kubectl, type KubectlMinor, type KubectlRun, type KubectlSetting } from "./real-kubectl.ts";

/** A sandbox in this process, and the real kubectl of a minor in it. */
export interface TestSandbox extends Sandbox {
  /** Runs a line of words: no quotes, no pipes. */
  run(line: string, setting?: KubectlSetting): Promise<KubectlRun>;
  /** Jumps ahead in time until a pod shows this STATUS. */
  until(pod: string, status: string): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), "pullwhy-sandbox-"));
process.env["XDG_RUNTIME_DIR"] = folder;
process.env["XDG_CACHE_HOME"] = folder;
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export async function startTestSandbox(
  minor: KubectlMinor,
  { world: name, ...rest }: Partial<World> & { readonly world: string },
): Promise<TestSandbox> {
  const world = await namedWorld(name, "");
  if (!world.ok) throw new Error(world.fault.message);
  const failed = (error: unknown): void => {
    throw error;
  };
  const started = await startSandbox({ world: { ...world.value, ...rest }, speed: 1, failed });
  if (!started.ok) throw new Error(started.fault.message);
  const sandbox = started.value;
  const { kubeconfig } = sandbox;
  const run: TestSandbox["run"] = (line, setting) => kubectl(minor, line.split(" "), { kubeconfig, ...setting });
  return { ...sandbox, run, until: (pod, status) => until(run, sandbox, { pod, status }) };
}

async function until(
  run: TestSandbox["run"],
  sandbox: Sandbox,
  { pod, status }: { readonly pod: string; readonly status: string },
): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    const { stdout } = await run(`get pod ${pod} --no-headers`);
    if (stdout.split(/ +/)[2] === status) return;
    await sandbox.jump(1_000);
  }
  throw new Error(`Pod ${pod} does not become ${status}`);
}
