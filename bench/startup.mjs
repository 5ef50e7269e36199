import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { inRoot } from "../tools/lib/root.mjs";

const PROGRAM = inRoot("dist/bin/pullwhy.js");

/** What kubectl would print of a failing pod: a describe of usual length. */
const DESCRIBE = inRoot("node_modules/.cache/bench/describe.txt");

/** `--version` is answered before anything is loaded; `--help` loads what every command needs. */
const COMMANDS = [
  { args: ["--version"], target: { of: "ratio", atMost: 1.5 } },
  { args: ["--help"], target: undefined },
  {
    args: ["diagnose", "-f", DESCRIBE],
    shown: "diagnose -f describe.txt",
    status: 1,
    target: { of: "ratio", atMost: 2 },
  },
];

/** The command line's start beside that of a bare node, in turn. */
export async function startup({ runs = 40 } = {}) {
  const title = "startup: wall time of the whole process";
  await ensureBuilt();
  writeDescribe();
  return [{ title, peer: "node -e 0", rows: COMMANDS.map((command) => row(command, runs)), notes: [] }];
}

function writeDescribe() {
  const args = ["trace", "wrong-tag", "--show", "describe pod web", "--at", "2m"];
  mkdirSync(dirname(DESCRIBE), { recursive: true });
  writeFileSync(DESCRIBE, execFileSync(process.execPath, [PROGRAM, ...args]));
}

function row({ args, shown = args.join(" "), status = 0, target }, runs) {
  const ours = [];
  const peer = [];
  for (let run = 0; run <= runs; run += 1) {
    ours.push(timed([PROGRAM, ...args], status));
    peer.push(timed(["-e", "0"], 0));
  }
  // The first run of each warms the disk's cache.
  return { name: `pullwhy ${shown}`, unit: "time", ours: ours.slice(1), peer: peer.slice(1), target };
}

function timed(args, wanted) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args);
  const wallNs = (performance.now() - began) * 1e6;
  if (status !== wanted) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return wallNs;
}
