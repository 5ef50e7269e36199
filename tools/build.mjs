// Builds dist/: the page, the command line as one bundle (what is imported lazily stays apart), the library rooms with their types.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { apiDescriptions } from "./lib/api-descriptions.mjs";
import { bundle } from "./lib/bundle.mjs";
import { notices } from "./lib/notices.mjs";
import { buildSite } from "./lib/site.mjs";
import { bin, inRoot, root } from "./lib/root.mjs";

/** Builds beside dist and swaps at the end, so that a running program keeps its files until then. */
export async function build() {
  const next = inRoot("node_modules/.cache/pullwhy/dist");
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  compile(next);
  const foreign = await bundle({ input: { pullwhy: inRoot("src/cli/main.ts") }, dir: join(next, "bin") });
  await bundle({ input: { conformance: inRoot("conformance/main.ts") }, dir: join(next, "bin"), codeSplitting: false });
  writeFileSync(join(next, "api-descriptions.json.gz"), apiDescriptions());
  const inPage = await buildSite(join(next, "web"));
  writeFileSync(join(next, "LICENSES-THIRD-PARTY.txt"), notices([...foreign, ...inPage]));
  chmodSync(join(next, "bin/pullwhy.js"), 0o755);
  rmSync(inRoot("dist"), { recursive: true, force: true });
  renameSync(next, inRoot("dist"));
}

/** The library rooms with their types. */
function compile(outDir) {
  const tsc = [bin("../typescript/bin/tsc"), "-p", "tsconfig.build.json", "--outDir", outDir];
  const { status } = spawnSync(process.execPath, tsc, { cwd: root, stdio: ["ignore", process.stderr, process.stderr] });
  if (status === 0) return;
  console.error("Cannot build: the types do not hold, see above");
  process.exit(1);
}

if (import.meta.filename === process.argv[1]) await build();
