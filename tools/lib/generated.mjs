import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";

import { root } from "./root.mjs";

/**
 * Writes generated files (path → text); with `--verify` on the command line it compares instead and ends with 1 when
 * one differs.
 */
export function writeOrVerify(files, command) {
  const verify = process.argv.includes("--verify");
  for (const [path, text] of Object.entries(files)) {
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    if (!verify) {
      writeFileSync(path, text);
      console.log(`wrote ${relative(root, path)}`);
      continue;
    }
    console.error(`${relative(root, path)} is not what \`npm run ${command}\` makes`);
    process.exitCode = 1;
  }
}
