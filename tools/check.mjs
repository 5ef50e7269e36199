// The fast loop: everything that can be said about the code without running its tests. Under 15 seconds.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const bin = (name) => join(root, "node_modules/.bin", name);

const steps = [
  ["format", bin("oxfmt"), ["--check", "."]],
  ["lint", bin("oxlint"), ["--deny-warnings"]],
  ["types", bin("tsc"), ["-p", "tsconfig.json"]],
  ["types, neutral rooms", bin("tsc"), ["-p", "tsconfig.neutral.json"]],
  ["unused", bin("knip"), ["--no-progress"]],
  ["schemas", process.execPath, [join(root, "tools/schema.mjs"), "--verify"]],
  ["codes", process.execPath, [join(root, "tools/codes.mjs"), "--verify"]],
  ["layers", bin("vitest"), ["run", "--reporter=dot", "test/layers.test.ts"]],
];

let failed = false;
for (const [name, command, args] of steps) {
  const began = performance.now();
  const run = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  const passed = run.status === 0;
  failed ||= !passed;
  console.log(`${passed ? "ok  " : "FAIL"} ${name} (${((performance.now() - began) / 1000).toFixed(1)}s)`);
  if (!passed) console.log(`${run.stdout ?? ""}${run.stderr ?? ""}`);
}
process.exit(failed ? 1 : 0);
