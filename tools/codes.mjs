// update:codes and verify:codes: docs/codes.md, the list of all codes.
import { writeOrVerify } from "./lib/generated.mjs";
import { loadTypescript } from "./lib/load-typescript.mjs";
import { inRoot } from "./lib/root.mjs";

const { CODES } = await loadTypescript("src/cli/codes.data.ts");

const rows = Object.entries(CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning.replaceAll("|", "\\|")} |\n`);
const text = `# Codes

Every fault and every verdict on a credential has a code that does not change; texts may. \`-o json\` shows the codes of
verdicts, \`--verbose\` the code of an error. The first word is the room of the code that it comes from.

| code | meaning |
| --- | --- |
${rows.join("")}`;
writeOrVerify({ [inRoot("docs/codes.md")]: text }, "update:codes");
