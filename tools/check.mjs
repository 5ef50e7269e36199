// The fast loop: everything that can be said about the code without running its tests. Under 15 seconds.
import { spawnSync } from "node:child_process";

import { bin, inRoot, root } from "./lib/root.mjs";

const steps = [
  { name: "format", command: bin("oxfmt"), args: ["--check", "."] },
  { name: "lint", command: bin("oxlint"), args: ["--deny-warnings"] },
  { name: "types", command: bin("tsc"), args: ["-p", "tsconfig.json"] },
  { name: "types, neutral rooms", command: bin("tsc"), args: ["-p", "tsconfig.neutral.json"] },
  { name: "types, web", command: bin("tsc"), args: ["-p", "tsconfig.web.json"] },
  { name: "unused", command: bin("knip"), args: ["--no-progress"] },
  { name: "schemas", command: process.execPath, args: [inRoot("tools/schema.mjs"), "--verify"] },
  { name: "codes", command: process.execPath, args: [inRoot("tools/codes.mjs"), "--verify"] },
  { name: "causes", command: process.execPath, args: [inRoot("tools/causes.mjs"), "--verify"] },
  { name: "layers", command: bin("vitest"), args: ["run", "--reporter=dot", "test/layers.test.ts"] },
];

let failed = false;
for (const { name, command, args } of steps) {
  const began = performance.now();
  const run = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  const passed = run.status === 0;
  failed ||= !passed;
  console.log(`${passed ? "ok  " : "FAIL"} ${name} (${((performance.now() - began) / 1000).toFixed(1)}s)`);
  if (!passed) console.log(`${run.stdout ?? ""}${run.stderr ?? ""}`);
}
process.exit(failed ? 1 : 0);
