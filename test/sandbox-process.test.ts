import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

import { describe, expect, test } from "vitest";

import { builtProgram } from "./built.ts";

const program = builtProgram();
/** Gives a program a terminal (util-linux). */
const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;
const folder = mkdtempSync(join(tmpdir(), "pullwhy-sandbox-process-"));
const env = { ...process.env, XDG_RUNTIME_DIR: join(folder, "run"), XDG_CACHE_HOME: join(folder, "cache") };

function files(): string[] {
  return readdirSync(join(folder, "run/pullwhy"));
}

function run(...argv: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, [program, "sandbox", ...argv], { env, encoding: "utf8", cwd: folder });
}

describe("pullwhy sandbox as a process", () => {
  test("runs a command with the sandbox as its cluster, and ends with its code", () => {
    const { status, stdout, stderr } = run("--exec", "sh", "-c", 'ls "$KUBECONFIG" && exit 7');
    expect([status, stdout, stderr]).toEqual([7, `${join(folder, "run/pullwhy/default.kubeconfig")}\n`, ""]);
    expect(files()).toEqual([]);
  });

  test("says that the command is not there", () => {
    expect(run("--exec", "no-such-program")).toMatchObject({
      status: 2,
      stderr: 'error: Cannot run "no-such-program": no such program is on PATH\n',
    });
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s stops it, and nothing is left", async (signal) => {
    const child = spawn(process.execPath, [program, "sandbox"], { env, stdio: ["ignore", "pipe", "pipe"] });
    const said = text(child.stderr);
    await once(child.stdout, "data");
    const states = files().map((file) => [file, statSync(join(folder, "run/pullwhy", file)).mode & 0o777]);
    expect(states).toEqual([
      ["default.json", 0o600],
      ["default.kubeconfig", 0o600],
      ["default.registries.crt", 0o600],
    ]);
    expect(JSON.parse(readFileSync(join(folder, "run/pullwhy/default.json"), "utf8"))).toMatchObject({
      pid: child.pid,
    });
    child.kill(signal);
    const [code] = await once(child, "exit");
    expect([code, await said, files()]).toEqual([130, "", []]);
  });

  test.skipIf(!hasScript)("on a terminal keys pause it and stop it", async () => {
    const typed = { env: { ...env, TERM: "xterm", NO_COLOR: "1", LANG: "C.UTF-8" } };
    const child = spawn("script", ["-qefc", `"${process.execPath}" "${program}" sandbox`, "/dev/null"], typed);
    const screen: string[] = [];
    const shown = async (wanted: string): Promise<void> => {
      for (let tries = 0; tries < 100 && !screen.join("").includes(wanted); tries += 1) await setTimeout(100);
      expect(screen.join("")).toContain(wanted);
    };
    child.stdout.on("data", (bytes: Buffer) => screen.push(bytes.toString()));
    await shown("1x · no pods");
    child.stdin.write("p");
    await shown("paused · no pods");
    child.stdin.write("q");
    const [code] = await once(child, "exit");
    expect([code, files()]).toEqual([0, []]);
  });

  test.each([
    ["nosuch", undefined, 'Cannot find world "nosuch": no world of this name ships, and it is no file'],
    [".", undefined, "it is a folder, a file is wanted"],
    ["broken.yaml", "a: [", "Cannot read broken.yaml:1:"],
    ["bytes.yaml", Buffer.from([0, 1, 2, 255, 254]), "Cannot read bytes.yaml"],
    ["other.yaml", "kind: Pod\n", "Cannot read other.yaml:1:1: `world` is missing"],
  ])("says what is wrong with the world %s, and starts nothing", (name, content, why) => {
    if (content !== undefined) writeFileSync(join(folder, name), content);
    const { status, stderr } = run("--world", name, "--exec", "true");
    expect({ status, files: files() }).toEqual({ status: 2, files: [] });
    expect(stderr).toContain(why);
  });

  test("says which port is taken", async () => {
    const child = spawn(process.execPath, [program, "sandbox"], { env, stdio: ["ignore", "pipe", "ignore"] });
    await once(child.stdout, "data");
    const { url } = JSON.parse(readFileSync(join(folder, "run/pullwhy/default.json"), "utf8")) as { url: string };
    const { status, stderr } = run("--port", new URL(url).port, "--exec", "true");
    child.kill();
    await once(child, "exit");
    expect(status).toBe(2);
    expect(stderr).toContain("another program listens there; another port is wanted");
  });
});
