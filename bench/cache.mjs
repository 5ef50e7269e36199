import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { rolldown } from "rolldown";

export const ROOT = join(import.meta.dirname, "..");

const CACHE = join(ROOT, "node_modules/.cache/bench");

/** Where something built for the benchmarks is kept. */
export function cached(name) {
  mkdirSync(CACHE, { recursive: true });
  return join(CACHE, name);
}

/** Bundles a TypeScript file of this folder as the command line is bundled; answers the path of the program. */
export async function bundled(source) {
  const [folder, name] = source.replace(/\.ts$/, "").split("/");
  const dir = cached(folder);
  const bundle = await rolldown({ input: { [name]: join(import.meta.dirname, source) }, platform: "node" });
  await bundle.write({ dir, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" });
  await bundle.close();
  return join(dir, `${name}.mjs`);
}
