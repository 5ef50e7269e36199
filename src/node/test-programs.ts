import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

export interface TestProgram {
  readonly path: string;
  readonly folder: string;
  /** The ids of processes that it has written down. */
  pids(): readonly number[];
  /** Lines of what it has written into a file of its folder. */
  lines(file: string): readonly string[];
}

/** A program of the shell, in a folder of its own (`$HERE`) that goes with the test. */
export function testProgram(name: string, script: string): TestProgram {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-program-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nHERE='${folder}'\n${script}\n`);
  chmodSync(path, 0o755);
  const lines = (file: string): readonly string[] => {
    const full = join(folder, file);
    return existsSync(full) ? readFileSync(full, "utf8").trim().split("\n") : [];
  };
  return { path, folder, lines, pids: () => lines("pids").map(Number) };
}

/** Hangs, with a child that holds its output; neither heeds a polite word. */
export const HANGS = `trap '' TERM
(trap '' TERM; while :; do sleep 1; done) &
echo $! >> "$HERE/pids"
echo $$ >> "$HERE/pids"
wait`;

/** Also those that have ended and that nobody has asked about. */
export function isGone(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", `${pid}`], { encoding: "utf8" });
  return stdout.trim() === "" || stdout.startsWith("Z");
}

export async function eventually(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (holds()) return true;
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  return false;
}
