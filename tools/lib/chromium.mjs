import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
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
  mkdirSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import(pathToFileURL(entry).href);
    return await (chromium.executablePath ? chromium : chromium.default).executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
