import { failed, ok, type Outcome } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import { notAcceptable, noRepresentation } from "../status/status-error.ts";

/** How an answer is written: objects as they are, or as rows. */
export type Form = "object" | "table";

const JSON_RANGES = ["application/json", "application/*", "*/*"];

/** The first form that the client takes (`Accept`), in its order. */
export function negotiate(accept: string | null): Outcome<Form, StatusError> {
  if (accept === null || accept.trim() === "") return ok("object");
  const clauses = accept.split(",").map(clauseOf);
  const json = clauses.filter(({ range }) => JSON_RANGES.includes(range));
  for (const { parameters } of json) {
    const form = formOf(parameters);
    if (form !== undefined) return ok(form);
  }
  return failed(json.length === 0 ? noRepresentation() : notAcceptable());
}

interface Clause {
  readonly range: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function clauseOf(text: string): Clause {
  const [range = "", ...rest] = text.split(";").map((part) => part.trim());
  const pairs = rest.map((part) => part.split("=").map((side) => side.trim()));
  return { range, parameters: new Map(pairs.map(([key = "", value = ""]) => [key, value])) };
}

function formOf(parameters: ReadonlyMap<string, string>): Form | undefined {
  if (!parameters.has("as")) return "object";
  const [as, group, version] = ["as", "g", "v"].map((key) => parameters.get(key));
  return as === "Table" && group === "meta.k8s.io" && version === "v1" ? "table" : undefined;
}
