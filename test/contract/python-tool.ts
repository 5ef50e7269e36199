import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";

const CACHE = join(import.meta.dirname, "../../node_modules/.cache/pullwhy/tools");
const INSTALL_LIMIT = 300_000;

/** Where the packages are (for PYTHONPATH), or why they are not there. */
export type PythonPackages =
  | { readonly path: string; readonly missing?: undefined }
  | { readonly path?: undefined; readonly missing: string };

/**
 * What a file of requirements asks for, installed by pip into a folder of its own below node_modules/.cache when it is first
 * asked for. Without Python or pip, or where packages cannot be downloaded, there is none.
 */
export function pythonPackages(requirements: string): PythonPackages {
  const version = python(["-m", "pip", "--version"]);
  if (version.status !== 0) return { missing: "there is no python3 with pip on PATH" };
  const hash = createHash("sha256").update(version.stdout).update(readFileSync(requirements));
  const path = join(CACHE, `python-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(path)) return { path };
  mkdirSync(dirname(path), { recursive: true });
  // Beside its place first, so that nobody ever imports half of it.
  const part = `${path}.${process.pid}`;
  const installed = python(["-m", "pip", "install", "--quiet", "--no-compile", "--target", part, "-r", requirements]);
  if (installed.status !== 0) return { missing: `pip install: ${lastLine(installed.stderr)}` };
  renameSync(part, path);
  return { path };
}

function python(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_ROOT_USER_ACTION: "ignore" };
  return spawnSync("python3", args, { env, encoding: "utf8", timeout: INSTALL_LIMIT });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
