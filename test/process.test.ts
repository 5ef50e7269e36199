import { type ChildProcessByStdio, spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

import { describe, expect, test } from "vitest";

import manifest from "../package.json" with { type: "json" };
import { eventually, HANGS, isGone, type TestProgram, testProgram } from "../src/node/test-programs.ts";
import { builtProgram } from "./built.ts";
import { kubeconfigText } from "./kubeconfig.ts";

const program = builtProgram();

const POD = JSON.stringify({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [{ name: "app", image: "registry.example/shop/web:1" }] },
});

interface Setting {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly path?: string;
}

function run(argv: readonly string[], { input, env, path = program }: Setting = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [path, ...argv], {
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    ...(input === undefined ? {} : { input }),
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
}

function start(...argv: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [program, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
}

describe("the program", () => {
  test.each([["--version"], ["-V"]])("prints its version with %s", (flag) => {
    expect(run([flag])).toMatchObject({ status: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  test("is a kubectl plugin under the names that kubectl looks for", () => {
    const folder = mkdtempSync(join(tmpdir(), "pullwhy-plugin-"));
    const named = (name: string): string => {
      symlinkSync(program, join(folder, name));
      return join(folder, name);
    };
    expect(run(["--help"], { path: named("kubectl-pullwhy") }).stdout).toContain("Usage: kubectl pullwhy");
    expect(run(["trace", "wrong-t"], { path: named("kubectl_complete-pullwhy") }).stdout).toBe("wrong-tag\n:0\n");
  });

  test("keeps data on standard output and talk on standard error", () => {
    expect(run(["trace", "nowhere"])).toMatchObject({ status: 2, stdout: "" });
    expect(run(["worlds", "-o", "name"]).stderr).toBe("");
  });

  test("paints only for a terminal, unless told otherwise", () => {
    const argv = ["trace", "wrong-tag"];
    expect(run(argv).stdout).not.toContain("\u001b");
    expect(run(argv, { env: { FORCE_COLOR: "1" } }).stdout).toContain("\u001b[");
    expect(run(argv, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }).stdout).not.toContain("\u001b");
    expect(run([...argv, "--no-color"], { env: { FORCE_COLOR: "1" } }).stdout).not.toContain("\u001b");
  });

  test("keeps to ASCII where the locale does", () => {
    const { stdout } = run(["trace", "wrong-tag", "-o", "wide"], { env: { LC_ALL: "C" } });
    // oxlint-disable-next-line no-control-regex -- the range of ASCII
    expect(stdout).toMatch(/^[\u0000-\u007f]+$/);
  });

  test("reads standard input when something is piped in, and not when it is empty", () => {
    expect(run(["trace"], { input: POD })).toMatchObject({ status: 0 });
    expect(run(["trace", "-f", "-"], { input: POD })).toMatchObject({ status: 0 });
    expect(run(["trace"], { input: "" })).toMatchObject({ status: 2 });
    expect(run(["trace"])).toMatchObject({ status: 2 });
  });

  test("ends quietly when its reader goes away", async () => {
    const child = start("trace", "wrong-tag", "--for", "10h", "-o", "jsonl");
    const said = text(child.stderr);
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [code] = await once(child, "exit");
    expect([code, await said]).toEqual([0, ""]);
  });

  test("ends with 130 when it is interrupted", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "pullwhy-pod-")), "pod.json");
    writeFileSync(path, POD);
    const child = start("trace", "-f", path, "--registry-answer", "down", "--for", "600h");
    const said = text(child.stderr);
    setTimeout(() => child.kill("SIGINT"), 700);
    const [code] = await once(child, "exit");
    expect([code, await said]).toEqual([130, ""]);
  });

  test("Ctrl-C while a login program hangs ends it with its children, and 130", async () => {
    const { kubeconfig, hanging } = hangingLogin();
    const child = start("diagnose", "web", "--kubeconfig", kubeconfig, "--timeout", "10m");
    const said = text(child.stderr);
    expect(await eventually(() => hanging.pids().length === 2)).toBe(true);
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect([code, await eventually(() => hanging.pids().every(isGone))]).toEqual([130, true]);
    expect(await said).toContain(JSON.stringify(hanging.path));
  });

  test("--timeout ends a login program that hangs, and says which", async () => {
    const { kubeconfig, hanging } = hangingLogin();
    const child = start("fix", "web", "--kubeconfig", kubeconfig, "--timeout", "1s");
    const said = text(child.stderr);
    const [code] = await once(child, "exit");
    expect([code, await eventually(() => hanging.pids().every(isGone))]).toEqual([3, true]);
    expect(await said).toContain(`${JSON.stringify(hanging.path)}, and it has given none in time`);
  });
});

function hangingLogin(): { readonly kubeconfig: string; readonly hanging: TestProgram } {
  const hanging = testProgram("hangs", HANGS);
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: hanging.path, interactiveMode: "Never" };
  const kubeconfig = join(hanging.folder, "config");
  writeFileSync(kubeconfig, kubeconfigText({ server: "https://127.0.0.1:1", user: { exec } }));
  return { kubeconfig, hanging };
}
