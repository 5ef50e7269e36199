import { ok, type Outcome } from "../base/index.ts";
import type { ReferenceRules } from "../kinds/index.ts";
import { referenceFault, type ReferenceFault } from "./fault.ts";
import { matchReference, nameOf, type Reference } from "./grammar.ts";

/** Parses a reference as it stands: nothing is completed, so `nginx` has no host and no tag. */
export function parseReference(text: string, rules: ReferenceRules): Outcome<Reference, ReferenceFault> {
  const match = matchReference(text, rules);
  return typeof match === "string" ? referenceFault(match, text) : ok(match);
}

/**
 * The text of a reference without tag and digest: what 1.36 compares with its allow list and files its records under.
 */
export function repositoryAsWritten(text: string, rules: ReferenceRules): Outcome<string, ReferenceFault> {
  const parsed = parseReference(text, rules);
  return parsed.ok ? ok(nameOf(parsed.value)) : parsed;
}
