import { spawnSync } from "node:child_process";

import { newest } from "./newest.mjs";
import { inRoot } from "./root.mjs";

/** Installs what the lock in `folder` names, when node_modules is missing or older than the lock. Talks on stderr. */
export function ensureInstalled(folder = "") {
  const installed = newest([inRoot(folder, "node_modules/.package-lock.json")]);
  if (installed >= newest([inRoot(folder, "package-lock.json")])) return;
  console.error(`Installing what ${folder === "" ? "" : `${folder}/`}package-lock.json names (npm ci) …`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm, "ci"]] : ["npm", ["ci"]];
  const shell = process.platform === "win32" && command === "npm";
  const stdio = ["ignore", process.stderr, process.stderr];
  if (spawnSync(command, args, { cwd: inRoot(folder), stdio, shell }).status === 0) return;
  console.error("Cannot install: npm ci has failed, see above; a registry must be reachable once");
  process.exit(1);
}
