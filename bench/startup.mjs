import { spawnSync } from "node:child_process";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { inRoot } from "../tools/lib/root.mjs";

const PROGRAM = inRoot("dist/bin/pullwhy.js");

/** `--version` is answered before anything is loaded; `--help` loads what every command needs. */
const COMMANDS = [
  { args: ["--version"], target: { of: "ratio", atMost: 1.5 } },
  { args: ["--help"], target: undefined },
];

/** The command line's start beside that of a bare node, in turn. */
export async function startup({ runs = 40 } = {}) {
  const title = "startup: wall time of the whole process";
  await ensureBuilt();
  return [{ title, peer: "node -e 0", rows: COMMANDS.map((command) => row(command, runs)), notes: [] }];
}

function row({ args, target }, runs) {
  const ours = [];
  const peer = [];
  for (let run = 0; run <= runs; run += 1) {
    ours.push(timed([PROGRAM, ...args]));
    peer.push(timed(["-e", "0"]));
  }
  // The first run of each warms the disk's cache.
  return { name: `pullwhy ${args.join(" ")}`, unit: "time", ours: ours.slice(1), peer: peer.slice(1), target };
}

function timed(args) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args);
  const wallNs = (performance.now() - began) * 1e6;
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr}`);
  return wallNs;
}
