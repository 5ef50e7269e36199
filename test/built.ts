import { execFileSync } from "node:child_process";
import { join } from "node:path";

export const ROOT: string = join(import.meta.dirname, "..");

/** Path of the built program; builds first when the sources are newer. */
export function builtProgram(): string {
  execFileSync(process.execPath, [join(ROOT, "tools/start.mjs"), "--version"], { stdio: "pipe" });
  return join(ROOT, "dist/bin/pullwhy.js");
}
