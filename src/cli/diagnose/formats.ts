import { InvalidArgumentError, Option } from "commander";

import { oneOf } from "../choice.ts";
import { type JsonpathTemplate, parseJsonpath } from "../../kubectl/jsonpath/index.ts";

export const DIAGNOSE_FORMATS = ["text", "wide", "json", "yaml", "name", "md"] as const;

export type DiagnoseFormat = (typeof DIAGNOSE_FORMATS)[number] | JsonpathTemplate;

const JSONPATH = "jsonpath=";

/** `-o`, with `jsonpath=…` beside the formats that have a name. */
export function diagnoseOutputFlag(): Option {
  const named = oneOf(DIAGNOSE_FORMATS);
  return new Option("-o, --output <format>", `how to print; ${JSONPATH}TEMPLATE too`)
    .choices([...DIAGNOSE_FORMATS])
    .argParser((text): DiagnoseFormat => {
      if (!text.startsWith(JSONPATH)) return named(text);
      const template = parseJsonpath(text.slice(JSONPATH.length));
      if (template.ok) return template.value;
      throw new InvalidArgumentError(`Must be a template as kubectl's, but ${template.fault}`);
    })
    .default("text");
}
