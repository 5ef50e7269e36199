import { parseDocument } from "yaml";

import { failed, ok, type Outcome } from "../../../base/index.ts";

/** Reads YAML as the API server does, by the rules of YAML 1.1: `y` is true. The fault is the server's sentence. */
export function readYaml(text: string): Outcome<unknown, string> {
  const document = parseDocument(text, { version: "1.1", merge: true });
  const [error] = document.errors;
  if (error === undefined) return ok(document.toJS() as unknown);
  const line = Math.max(1, (error.linePos?.[0].line ?? 1) - (text.endsWith("\n") ? 1 : 0));
  return failed(`yaml: line ${line}: did not find expected node content`);
}
