import { mkdirSync, rmSync, statSync } from "node:fs";

import { newest } from "./newest.mjs";
import { inRoot } from "./root.mjs";

const SOURCES = [
  "src",
  "conformance",
  "tools/build.mjs",
  "worlds",
  "tools/lib/bundle.mjs",
  "tools/lib/site.mjs",
  "tools/lib/api-descriptions.mjs",
  "tsconfig.base.json",
];
const LOCK = inRoot("node_modules/.pullwhy-build");
/** A lock older than this belongs to a build that was killed. */
const STALE_LOCK = 120_000;

/** Builds dist when it is missing or older than the sources; one build at a time, the others wait for it. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await takeLock();
  try {
    if (isBuilt()) return;
    const { build } = await import("../build.mjs");
    await build();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

/** The bundles are written last: what is older than they is in them. */
function isBuilt() {
  return newest([inRoot("dist/bin/pullwhy.js")]) > newest(SOURCES.map((path) => inRoot(path)));
}

async function takeLock() {
  for (;;) {
    try {
      mkdirSync(LOCK);
      return;
    } catch {
      const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > STALE_LOCK) rmSync(LOCK, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
