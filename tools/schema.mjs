// update:schema and verify:schema: JSON Schemas of world files and of every `-o json`.
import { toJsonSchema } from "@valibot/to-json-schema";

import { writeOrVerify } from "./lib/generated.mjs";
import { loadTypescript } from "./lib/load-typescript.mjs";
import { inRoot } from "./lib/root.mjs";

const { SCHEMAS } = await loadTypescript("src/cli/schemas/all.ts");

const files = Object.entries(SCHEMAS).map(([name, { title, schema }]) => {
  const { $schema, ...rest } = toJsonSchema(schema, { errorMode: "throw" });
  return [inRoot("schema", `${name}.json`), `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
});
writeOrVerify(Object.fromEntries(files), "update:schema");
