import { spawn } from "node:child_process";
import process from "node:process";
import { text } from "node:stream/consumers";

import { builtInKubectl } from "../../sandbox/index.ts";
import type { Sandbox } from "../sandbox/start.ts";

export interface KubectlOutput {
  readonly stdout: string;
  readonly stderr: string;
}

export interface DemoKubectl {
  /** What it is, for the reader. */
  readonly name: string;
  run(argv: readonly string[]): Promise<KubectlOutput>;
}

/** The kubectl on PATH, over HTTPS; pullwhy's own where there is none. */
export async function findKubectl({ kubeconfig, live }: Sandbox): Promise<DemoKubectl> {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const run = (argv: readonly string[]): Promise<KubectlOutput> => output("kubectl", argv, env);
  try {
    const { stdout } = await run(["version", "--client"]);
    const [, version] = /Client Version: (\S+)/.exec(stdout) ?? [];
    if (version !== undefined) return { name: `the real kubectl ${version}`, run };
  } catch {
    // There is none.
  }
  return { name: "pullwhy's own kubectl (none is on PATH)", run: (argv) => builtInKubectl(live.cluster, argv) };
}

async function output(program: string, argv: readonly string[], env: NodeJS.ProcessEnv): Promise<KubectlOutput> {
  const child = spawn(program, argv, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr };
}
