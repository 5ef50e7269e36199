// npm run test:items [-- N]: makes N questions of the lessons (10,000 unless told) and holds each against its guards.
import { spawnSync } from "node:child_process";

import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { bin, root } from "./lib/root.mjs";

ensureInstalled();
const [items = "10000"] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [bin("../vitest/vitest.mjs"), "run", "--maxWorkers=1", "src/lessons/questions/items.test.ts"],
  { cwd: root, stdio: "inherit", env: { ...process.env, ITEMS: items } },
);
process.exit(status ?? 1);
