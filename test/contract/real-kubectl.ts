import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { realTool } from "../../tools/lib/real-tool.mjs";

/** Minors whose real kubectl is there on linux/amd64 after `npm test` has installed test/tools. */
export const KUBECTL_MINORS = ["1.31", "1.32", "1.33", "1.34", "1.35", "1.36"] as const;

export type KubectlMinor = (typeof KUBECTL_MINORS)[number];

export interface KubectlSetting {
  readonly kubeconfig?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Interrupts kubectl (SIGINT), as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

export interface KubectlRun {
  readonly stdout: string;
  readonly stderr: string;
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
}

/** What kubectl keeps between runs (discovery) does not come from, or stay in, the user's home. */
const home = mkdtempSync(join(tmpdir(), "pullwhy-kubectl-home-"));
process.on("exit", () => rmSync(home, { recursive: true, force: true }));

const onPath = spawnSync("kubectl", ["version", "--client"], { stdio: "ignore" }).status === 0 ? "kubectl" : undefined;

/**
 * The kubectl that stands for a minor: its own on linux/amd64, the one on PATH on other platforms. Undefined where there is
 * none; tests that need it are skipped then, and their names say which.
 */
export function kubectlPath(minor: KubectlMinor): string | undefined {
  return process.platform === "linux" && process.arch === "x64" ? realTool("kubectl", minor) : onPath;
}

/** Runs the real kubectl to its end. It runs beside this process, so that a server in it can answer. */
export async function kubectl(
  minor: KubectlMinor,
  args: readonly string[],
  setting: KubectlSetting = {},
): Promise<KubectlRun> {
  const path = kubectlPath(minor);
  if (path === undefined) throw new Error(`There is no kubectl ${minor} here: npm ci --prefix test/tools`);
  const { kubeconfig = "", stdin = "", env, cwd, signal } = setting;
  const child = spawn(path, args, {
    cwd,
    env: { PATH: process.env["PATH"], HOME: home, KUBECONFIG: kubeconfig, ...env },
  });
  signal?.addEventListener("abort", () => child.kill("SIGINT"), { once: true });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, exitCode };
}
