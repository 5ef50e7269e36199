// npm run bench [-- NAME…] [--runs N] [-o json]. Measures and shows; nothing fails on a number.
import { parseArgs } from "node:util";

import { conformance } from "./conformance.mjs";
import { engine } from "./engine.mjs";
import { fleet } from "./fleet.mjs";
import { messages } from "./messages.mjs";
import { report } from "./report.mjs";
import { sandbox } from "./sandbox.mjs";
import { startup } from "./startup.mjs";
import { sectionText } from "./table.mjs";

const BENCHES = { engine, startup, fleet, conformance, messages, sandbox };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { output: { type: "string", short: "o", default: "table" }, runs: { type: "string" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const known = names.every((name) => Object.hasOwn(BENCHES, name)) && ["table", "json"].includes(values.output);
const runs = values.runs === undefined ? undefined : Number(values.runs);

if (!known || (runs !== undefined && !(runs >= 1))) {
  console.error(`Usage: npm run bench [-- ${Object.keys(BENCHES).join(" | ")} …] [--runs N] [-o table|json]`);
  process.exitCode = 2;
} else {
  await run();
}

async function run() {
  const sections = [];
  for (const name of names) {
    for (const section of await BENCHES[name]({ runs })) {
      sections.push(section);
      if (values.output === "table") console.log(sectionText(section));
    }
  }
  if (values.output === "json") console.log(JSON.stringify(report(sections), null, 2));
}
