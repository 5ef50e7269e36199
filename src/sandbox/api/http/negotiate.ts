import { failed, ok, oncePerKey, type Outcome } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import { notAcceptable, noRepresentation } from "../status/status-error.ts";

/** How an answer is written: objects as they are, as rows, or what all objects have. */
export interface Form {
  readonly as: "object" | "table" | "metadata";
  readonly yaml: boolean;
}

const JSON_RANGES = ["application/json", "application/*", "*/*"];
const YAML = "application/yaml";
/** Forms that the server writes others in, by kind. */
const KINDS: Readonly<Record<string, Form["as"]>> = {
  Table: "table",
  PartialObjectMetadata: "metadata",
  PartialObjectMetadataList: "metadata",
};

/** The first form that the client takes (`Accept`), in its order. */
export function negotiate(accept: string | null): Outcome<Form, StatusError> {
  return accept === null ? ANY : read(accept);
}

const ANY: Outcome<Form, StatusError> = ok({ as: "object", yaml: false });

/** Clients say the same at each request. */
const read = oncePerKey((accept: string): Outcome<Form, StatusError> => {
  if (accept.trim() === "") return ANY;
  const clauses = accept.split(",").map(clauseOf);
  const known = clauses.filter(({ range }) => range === YAML || JSON_RANGES.includes(range));
  for (const { range, parameters } of known) {
    const as = formOf(parameters);
    if (as !== undefined) return ok({ as, yaml: range === YAML });
  }
  return failed(known.length === 0 ? noRepresentation() : notAcceptable());
});

interface Clause {
  readonly range: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function clauseOf(text: string): Clause {
  const [range = "", ...rest] = text.split(";").map((part) => part.trim());
  const pairs = rest.map((part) => part.split("=").map((side) => side.trim()));
  return { range, parameters: new Map(pairs.map(([key = "", value = ""]) => [key, value])) };
}

function formOf(parameters: ReadonlyMap<string, string>): Form["as"] | undefined {
  if (!parameters.has("as")) return "object";
  const [as = "", group, version] = ["as", "g", "v"].map((key) => parameters.get(key));
  return group === "meta.k8s.io" && version === "v1" ? KINDS[as] : undefined;
}
