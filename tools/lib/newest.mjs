import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** When the youngest of these files and folders changed (folders count, so that a deleted file is seen); 0 for none. */
export function newest(paths) {
  return Math.max(0, ...paths.map(changed));
}

function changed(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, newest(readdirSync(path).map((name) => join(path, name))));
}
