// npm test: installs what is missing, builds, checks, runs every test, and says at the end what came out.
import "./lib/require-node.mjs";

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { bin, inRoot, root } from "./lib/root.mjs";

const RESULTS = inRoot("node_modules/.cache/pullwhy/tests.json");

ensureInstalled();
ensureInstalled("test/tools");
await ensureBuilt();

const checked = run(process.execPath, [inRoot("tools/check.mjs")]);
const tested = run(process.execPath, [
  bin("../vitest/vitest.mjs"),
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile=${RESULTS}`,
]);

console.log(`\ncheck ${checked ? "passed" : "FAILED"}, tests ${tested ? "passed" : "FAILED"}`);
for (const line of summary()) console.log(line);
process.exit(checked && tested ? 0 : 1);

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status === 0;
}

/** What was skipped, by name; then `812 passed, 0 failed, 1 skipped`. */
function summary() {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(RESULTS, "utf8"));
  const skipped = testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status === "skipped" || status === "pending" || status === "todo")
    .map(({ fullName }) => fullName);
  const counts = `${numPassedTests} passed, ${numFailedTests} failed, ${skipped.length} skipped`;
  return [...skipped.map((name) => `skipped: ${name}`), counts];
}
