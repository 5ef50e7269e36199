import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { bundle } from "../tools/lib/bundle.mjs";
import { inRoot } from "../tools/lib/root.mjs";

/** Where something built for the benchmarks is kept. */
export function cached(name) {
  const folder = inRoot("node_modules/.cache/bench");
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** Bundles a TypeScript file of this folder into one for Node; answers its path. */
export async function bundled(source) {
  const dir = cached(dirname(source));
  const name = basename(source, ".ts");
  await bundle({ input: { [name]: join(import.meta.dirname, source) }, dir, codeSplitting: false });
  return join(dir, `${name}.js`);
}
