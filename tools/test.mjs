// npm test: installs what is missing, builds, checks, runs every test, and says at the end what came out.
// With PULLWHY_CI=1 (.ci/run) the programs that tests need are fetched, a skipped test is a failure, and the tests of the
// rooms run on a current Node as well.
import "./lib/require-node.mjs";

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { currentNode } from "./lib/current-node.mjs";
import { debianTools } from "./lib/debian-tools.mjs";
import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { bin, inRoot, root } from "./lib/root.mjs";

const RESULTS = inRoot("node_modules/.cache/pullwhy/tests.json");
const VITEST = [bin("../vitest/vitest.mjs"), "run"];
const REPORTERS = ["--reporter=default", "--reporter=json", `--outputFile=${RESULTS}`];
const isCi = process.env.PULLWHY_CI === "1";

ensureInstalled();
ensureInstalled("test/tools");
if (isCi) process.env.PATH = `${debianTools()}${process.env.PATH}`;
await ensureBuilt();

const parts = [["check", run(process.execPath, [inRoot("tools/check.mjs")])]];
parts.push(["tests", run(process.execPath, [...VITEST, ...REPORTERS])]);
const { skipped, counts } = results();
if (isCi) {
  const node = currentNode();
  parts.push([
    `tests of the rooms on ${node.name}`,
    run(node.path, [...VITEST, "--reporter=dot", "--silent=true", "src", "conformance"]),
  ]);
  parts.push(["nothing skipped", skipped.length === 0]);
}

console.log(`\n${parts.map(([name, passed]) => `${name} ${passed ? "passed" : "FAILED"}`).join(", ")}`);
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(counts);
process.exit(parts.every(([, passed]) => passed) ? 0 : 1);

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status === 0;
}

/** What was skipped, by name; and `812 passed, 0 failed, 1 skipped`. */
function results() {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(RESULTS, "utf8"));
  const skipped = testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status === "skipped" || status === "pending" || status === "todo")
    .map(({ fullName }) => fullName);
  return { skipped, counts: `${numPassedTests} passed, ${numFailedTests} failed, ${skipped.length} skipped` };
}
