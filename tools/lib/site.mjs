import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { build as viteBuild } from "vite";

import { loadTypescript } from "./load-typescript.mjs";
import { inRoot } from "./root.mjs";

/**
 * Builds the page into `outDir`: the application, and each world with the run of it that its own seed and minor give.
 * Answers the files of other packages that went in.
 */
export async function buildSite(outDir) {
  const modules = await buildApplication(outDir);
  await writeData(join(outDir, "data"));
  return modules;
}

async function buildApplication(outDir) {
  const foreign = new Set();
  const notice = {
    name: "foreign-modules",
    generateBundle(_, chunks) {
      for (const chunk of Object.values(chunks))
        for (const id of Object.keys(chunk.modules ?? {})) if (id.includes("/node_modules/")) foreign.add(id);
    },
  };
  await viteBuild({
    root: inRoot("src/web"),
    base: "./",
    configFile: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [notice],
    worker: { format: "es", plugins: () => [notice] },
    build: { outDir, emptyOutDir: true, target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return [...foreign];
}

async function writeData(dir) {
  const { readWorld, runWorld } = await loadTypescript("src/sandbox/index.ts");
  mkdirSync(join(dir, "world"), { recursive: true });
  const worlds = [];
  for (const file of readdirSync(inRoot("worlds")).toSorted()) {
    if (!file.endsWith(".yaml")) continue;
    const name = file.slice(0, -".yaml".length);
    const read = await readWorld(readFileSync(inRoot("worlds", file), "utf8"), { name });
    if (!read.ok) throw new Error(read.fault.message);
    const world = read.value;
    const run = await runWorld(world);
    const data = { world, run: { ...run, entries: [...run.entries] } };
    writeFileSync(join(dir, "world", `${name}.json`), JSON.stringify(data));
    worlds.push({ name, title: world.title, about: world.about ?? "" });
  }
  writeFileSync(join(dir, "server.json"), JSON.stringify({ live: false }));
  writeFileSync(join(dir, "worlds.json"), JSON.stringify(worlds));
}
