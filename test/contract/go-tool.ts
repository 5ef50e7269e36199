import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const BUILD_LIMIT = 300_000;

/** Where a program is, or why there is none. */
export type GoTool =
  | { readonly path: string; readonly missing?: undefined }
  | { readonly path?: undefined; readonly missing: string };

/**
 * The program of a package that a folder below test/ pins (go.mod, go.sum), or holds itself (`.`), built when it is first
 * asked for and kept under node_modules/.cache. Without Go, or where its modules cannot be downloaded, there is none; a
 * program that does not build is an error.
 */
export function goTool(folder: string, packagePath: string): GoTool {
  const module = join(ROOT, "test", folder);
  const version = go(module, ["version"]);
  if (version.status !== 0) return { missing: "there is no go on PATH" };
  const hash = createHash("sha256").update(version.stdout);
  for (const name of readdirSync(module)) hash.update(readFileSync(join(module, name)));
  const path = join(
    ROOT,
    "node_modules/.cache/pullwhy/tools",
    `${basename(folder)}-${hash.digest("hex").slice(0, 16)}`,
  );
  if (existsSync(path)) return { path };
  const download = go(module, ["mod", "download"]);
  if (download.status !== 0) return { missing: `go mod download: ${lastLine(download.stderr)}` };
  return { path: build(module, packagePath, path) };
}

/** Beside its place first, so that nobody ever runs half a file. */
function build(module: string, packagePath: string, path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}`;
  const built = go(module, ["build", "-ldflags=-s -w", "-o", part, packagePath]);
  if (built.status !== 0) throw new Error(`Build ${packagePath}: ${built.stderr}`);
  renameSync(part, path);
  return path;
}

function go(cwd: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = {
    ...process.env,
    CGO_ENABLED: "0",
    GOFLAGS: "-mod=readonly -buildvcs=false",
    GOTOOLCHAIN: "local",
    GOWORK: "off",
  };
  return spawnSync("go", args, { cwd, env, encoding: "utf8", timeout: BUILD_LIMIT });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
