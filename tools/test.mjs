// npm test: installs what is missing, builds, checks, runs every test, and says at the end what came out.
import "./lib/require-node.mjs";

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { bin, inRoot, root } from "./lib/root.mjs";

const RESULTS = inRoot("node_modules/.cache/pullwhy/tests.json");

ensureInstalled();
await ensureBuilt();

const checked = run(process.execPath, [inRoot("tools/check.mjs")]);
const tested = run(process.execPath, [
  bin("../vitest/vitest.mjs"),
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile=${RESULTS}`,
]);

console.log(`\ncheck  ${checked ? "passed" : "FAILED"}`);
console.log(`tests  ${tested ? "passed" : "FAILED"}: ${count()}`);
process.exit(checked && tested ? 0 : 1);

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status === 0;
}

/** `812 passed, 1 skipped (completion in zsh), 0 failed`. */
function count() {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(RESULTS, "utf8"));
  const skipped = testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status === "skipped" || status === "pending" || status === "todo")
    .map(({ fullName }) => fullName);
  const names = skipped.length === 0 ? "" : ` (${skipped.join(", ")})`;
  return `${numPassedTests} passed, ${skipped.length} skipped${names}, ${numFailedTests} failed`;
}
