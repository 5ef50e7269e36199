import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { cached } from "../cache.mjs";

const SOURCE = join(import.meta.dirname, "../go-peer");

/** Builds the Go program, slowly the first time. Answers `{ title, program }`, or `{ title, skipped }` with the reason. */
export function buildPeer() {
  const title = `kubelet ${release()} (Go)`;
  const program = cached("go-peer");
  const build = spawnSync("go", ["build", "-buildvcs=false", "-o", program, "."], { cwd: SOURCE, encoding: "utf8" });
  if (build.status === 0) return { title, program };
  return { title, skipped: `peer skipped: ${reason(build)}` };
}

function release() {
  const [, version] = /k8s\.io\/kubernetes v(\S+)/.exec(readFileSync(join(SOURCE, "go.mod"), "utf8"));
  return version;
}

function reason({ error, stderr }) {
  if (error?.code === "ENOENT") return "no go on PATH";
  return `go build: ${error?.message ?? stderr.trim().split("\n").at(-1)}`;
}
