import { spawnSync } from "node:child_process";

import { newest } from "./newest.mjs";
import { inRoot, root } from "./root.mjs";

/** Installs what the lock names, when node_modules is missing or older than the lock. Talks on stderr. */
export function ensureInstalled() {
  if (newest([inRoot("node_modules/.package-lock.json")]) >= newest([inRoot("package-lock.json")])) return;
  console.error("Installing what package-lock.json names (npm ci) …");
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm, "ci"]] : ["npm", ["ci"]];
  const shell = process.platform === "win32" && command === "npm";
  const run = spawnSync(command, args, { cwd: root, stdio: ["ignore", process.stderr, process.stderr], shell });
  if (run.status === 0) return;
  console.error("Cannot install: npm ci has failed, see above; a registry must be reachable once");
  process.exit(1);
}
