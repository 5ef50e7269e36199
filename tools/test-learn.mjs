// npm run test:learn: the checks of the page and the lessons, as a table of what passes.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { bin, inRoot, root } from "./lib/root.mjs";

const RESULTS = inRoot("node_modules/.cache/pullwhy/learn-tests.json");
const CHECKS = Array.from({ length: 37 }, (_, index) => `A-${String(index + 1).padStart(2, "0")}`);
const WHERE = ["test/e2e", "src/lessons", "src/web", "src/cli/learn", "test/learn"];

ensureInstalled();
ensureInstalled("test/tools");
await ensureBuilt();
const args = ["run", "--maxWorkers=1", "--reporter=json", `--outputFile=${RESULTS}`, "-t", "A-\\d\\d", ...WHERE];
spawnSync(process.execPath, [bin("../vitest/vitest.mjs"), ...args], { cwd: root, stdio: "inherit" });

const { testResults } = JSON.parse(readFileSync(RESULTS, "utf8"));
const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
let failed = 0;
for (const check of CHECKS) {
  const own = tests.filter(({ title, status }) => title.startsWith(check) && status !== "pending");
  const bad = own.filter(({ status }) => status !== "passed");
  failed += bad.length;
  const word = own.length === 0 ? "no test" : bad.length === 0 ? "passes" : "FAILS";
  console.log(
    [check, word.padEnd(8), `${own.length}`.padStart(2), (bad[0] ?? own[0])?.title.slice(check.length + 1) ?? ""]
      .join("  ")
      .trimEnd(),
  );
}
process.exit(failed === 0 ? 0 : 1);
