// update:causes and verify:causes: docs/causes/, one page a family of causes.
import { mkdirSync } from "node:fs";

import { writeOrVerify } from "./lib/generated.mjs";
import { loadTypescript } from "./lib/load-typescript.mjs";
import { inRoot } from "./lib/root.mjs";

const { causePages } = await loadTypescript("src/diagnosis/index.ts");

mkdirSync(inRoot("docs/causes"), { recursive: true });
writeOrVerify(
  Object.fromEntries(Object.entries(causePages()).map(([name, text]) => [inRoot(`docs/causes/${name}`), text])),
  "update:causes",
);
