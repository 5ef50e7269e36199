// Builds dist/: the command line as one bundle (lazy imports stay separate chunks), the library rooms with their types.
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { rolldown } from "rolldown";

const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

rmSync(join(root, "dist"), { recursive: true, force: true });

const tsc = join(require.resolve("typescript/package.json"), "../bin/tsc");
execFileSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });

const bundle = await rolldown({
  input: { pullwhy: join(root, "src/cli/main.ts"), conformance: join(root, "conformance/main.ts") },
  platform: "node",
  treeshake: true,
});
await bundle.write({
  dir: join(root, "dist/bin"),
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
  minify: false,
});
await bundle.close();
chmodSync(join(root, "dist/bin/pullwhy.js"), 0o755);
