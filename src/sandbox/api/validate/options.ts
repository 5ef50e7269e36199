import type { ApiRequest, StatusError } from "../contract.ts";
import { invalidOptions, type Cause } from "../status/status-error.ts";
import type { Call } from "../step.ts";
import { notSupported } from "./cause.ts";
import { shownTexts } from "./shown-value.ts";

const VALIDATIONS = ["", "Ignore", "Strict", "Warn"];

/** Kinds of the options that a write takes in its query. */
const KINDS: Partial<Record<ApiRequest["verb"], string>> = {
  create: "CreateOptions",
  update: "UpdateOptions",
  patch: "PatchOptions",
};

/** Options that mean nothing refuse a write before its body is looked at. */
export function optionsFault({ server, request }: Call): StatusError | undefined {
  const kind = KINDS[request.verb];
  const { dryRun = "", fieldValidation = "" } = request.query ?? {};
  const causes: Cause[] = [];
  if (dryRun !== "" && dryRun !== "All") {
    causes.push(notSupported("dryRun", shownTexts([dryRun], server.rules), ["All"]));
  }
  if (!VALIDATIONS.includes(fieldValidation)) {
    causes.push(notSupported("fieldValidation", fieldValidation, VALIDATIONS));
  }
  return kind === undefined || causes.length === 0 ? undefined : invalidOptions(kind, causes);
}
