import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { inRoot } from "./root.mjs";

/** Browsers that a system may have installed. */
const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * How to start a real browser: the one of the package under `test/tools`, which is unpacked once into a folder of ours, else an installed
 * one. Undefined where there is neither.
 */
export async function chromiumLaunch() {
  const executablePath = (await packaged()) ?? INSTALLED.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath, args: FLAGS, headless: true };
}

/** Beside its place first, so that nobody ever starts half a browser; test files unpack at the same time. */
async function packaged() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const require = createRequire(inRoot("test/tools/package.json"));
  let entry;
  try {
    entry = require.resolve("@sparticuz/chromium");
  } catch {
    return undefined;
  }
  const folder = inRoot("node_modules/.cache/pullwhy/chromium");
  if (!existsSync(folder)) await unpack(entry, folder);
  return join(folder, "chromium");
}

async function unpack(entry, folder) {
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = part;
  try {
    const { default: chromium } = await import(pathToFileURL(entry).href);
    await chromium.executablePath();
    renameSync(part, folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
