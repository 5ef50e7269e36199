// npm run solve [SCENARIO...]: the shortest repairs of the scenarios, as the solver finds them.
import { readFileSync } from "node:fs";

import { loadTypescript } from "./lib/load-typescript.mjs";
import { inRoot } from "./lib/root.mjs";

const { SCENARIOS, solve } = await loadTypescript("src/lessons/index.ts");
const { readWorld } = await loadTypescript("src/sandbox/index.ts");

const names = process.argv.slice(2);
for (const scenario of SCENARIOS) {
  if (names.length > 0 && !names.includes(scenario.id)) continue;
  const name = scenario.world;
  const world = await readWorld(readFileSync(inRoot(`worlds/${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  const before = process.cpuUsage().user;
  const { par, minimal, smelling, runs } = await solve(scenario, world.value);
  const seconds = (process.cpuUsage().user - before) / 1e6;
  console.log(
    `${scenario.id}: par ${par ?? "not found"}${par === scenario.par ? "" : ` (said ${scenario.par})`}, ${runs} runs, ${seconds.toFixed(1)} s`,
  );
  for (const { moves } of minimal) console.log(`    ${moves.flatMap(({ says }) => says).join("; ") || "nothing"}`);
  for (const { moves, findings } of smelling)
    console.log(`  ~ ${moves.flatMap(({ says }) => says).join("; ")}: ${findings.map(({ text }) => text).join("; ")}`);
}
