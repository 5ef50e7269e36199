// npm run bench [-- NAME…] [--runs N] [--minutes N] [-o json]. Measures and shows; nothing fails on a number.
import { parseArgs } from "node:util";

import { conformance } from "./conformance.mjs";
import { diagnosis } from "./diagnosis.mjs";
import { engine } from "./engine.mjs";
import { fleet } from "./fleet.mjs";
import { learn } from "./learn.mjs";
import { messages } from "./messages.mjs";
import { report } from "./report.mjs";
import { sandbox } from "./sandbox.mjs";
import { soak } from "./soak.mjs";
import { startup } from "./startup.mjs";
import { sectionText } from "./table.mjs";

const BENCHES = { engine, startup, fleet, conformance, messages, diagnosis, sandbox, learn, soak };
/** Too long to be among those that nobody named. */
const ON_REQUEST = new Set(["soak"]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: "string", short: "o", default: "table" },
    runs: { type: "string" },
    minutes: { type: "string" },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES).filter((name) => !ON_REQUEST.has(name));
const known = names.every((name) => Object.hasOwn(BENCHES, name)) && ["table", "json"].includes(values.output);
const amounts = Object.fromEntries(
  ["runs", "minutes"].filter((name) => values[name] !== undefined).map((name) => [name, Number(values[name])]),
);

if (!known || !Object.values(amounts).every((amount) => amount >= 1)) {
  console.error(
    `Usage: npm run bench [-- ${Object.keys(BENCHES).join(" | ")} …] [--runs N] [--minutes N] [-o table|json]`,
  );
  process.exitCode = 2;
} else {
  await run();
}

async function run() {
  const sections = [];
  for (const name of names) {
    for (const section of await BENCHES[name](amounts)) {
      sections.push(section);
      if (values.output === "table") console.log(sectionText(section));
    }
  }
  if (values.output === "json") console.log(JSON.stringify(report(sections), null, 2));
}
