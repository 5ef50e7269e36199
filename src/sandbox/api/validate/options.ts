import { goQuote, isJsonObject, type JsonObject, listAt, textAt } from "../../../base/index.ts";
import type { ApiRequest, StatusError } from "../contract.ts";
import { readStructure } from "../decode/structure.ts";
import { unreadableOptions } from "../status/unreadable-options.ts";
import { badRequest, invalidOptions, type Cause } from "../status/status-error.ts";
import type { Call } from "../step.ts";
import { invalidField, notSupported, required } from "./cause.ts";
import { shownTexts } from "./shown-value.ts";

const VALIDATIONS = ["", "Ignore", "Strict", "Warn"];
const POLICIES = ["Foreground", "Background", "Orphan"];

/** Kinds of the options that a request takes. */
const KINDS: Partial<Record<ApiRequest["verb"], string>> = {
  create: "CreateOptions",
  update: "UpdateOptions",
  patch: "PatchOptions",
  delete: "DeleteOptions",
  deletecollection: "DeleteOptions",
};

/** Options that mean nothing refuse a request before anything else is looked at. */
export function optionsFault(call: Call): StatusError | undefined {
  const { request } = call;
  const kind = KINDS[request.verb];
  if (kind === undefined) return undefined;
  const isDelete = kind === "DeleteOptions";
  const fault = isDelete ? deletionFault(call) : undefined;
  if (fault !== undefined) return fault;
  const causes = isDelete ? deletionProblems(call) : writeProblems(call);
  return causes.length === 0 ? undefined : invalidOptions(kind, causes);
}

function writeProblems({ server, request }: Call): Cause[] {
  if (request.query === undefined && request.patchType !== "apply") return [];
  const { dryRun = "", fieldValidation = "", fieldManager = "" } = request.query ?? {};
  const needsManager = request.patchType === "apply" && fieldManager === "";
  return [
    ...(needsManager ? [required("fieldManager", "is required for apply patch")] : []),
    ...(dryRun === "" || dryRun === "All" ? [] : [notSupported("dryRun", shownTexts([dryRun], server.rules), ["All"])]),
    ...(VALIDATIONS.includes(fieldValidation) ? [] : [notSupported("fieldValidation", fieldValidation, VALIDATIONS)]),
  ];
}

/** Options of a deletion stand in the body, or in the query. */
function deletionFault({ server, request }: Call): StatusError | undefined {
  const { body, query = {} } = request;
  if (isJsonObject(body)) {
    const problem = kindProblem(body, server.rules.admission.schemeLine) ?? decodeProblem(body);
    return problem === undefined ? undefined : unreadableOptions(problem, server.rules);
  }
  const grace = query["gracePeriodSeconds"] ?? "";
  if (/^[+-]?\d*$/.test(grace)) return undefined;
  return badRequest(`strconv.ParseInt: parsing ${goQuote(grace)}: invalid syntax`);
}

function kindProblem(body: JsonObject, line: number): string | undefined {
  const [kind, version] = [textAt(body, "kind") ?? "", textAt(body, "apiVersion") ?? ""];
  if (kind === "" || kind === "DeleteOptions") return undefined;
  return `no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:${line}"`;
}

function decodeProblem(body: JsonObject): string | undefined {
  return readStructure("DeleteOptions", body).fault?.decoder;
}

function deletionProblems({ server, request }: Call): Cause[] {
  const body = isJsonObject(request.body) ? request.body : {};
  const policy = textAt(body, "propagationPolicy") ?? request.query?.["propagationPolicy"];
  const dry = listAt(body, "dryRun").map(String);
  const both = "orphanDependents and deletionPropagation cannot be both set";
  return [
    ...(policy !== undefined && body["orphanDependents"] !== undefined
      ? [invalidField("propagationPolicy", policy, both)]
      : []),
    ...(policy === undefined || POLICIES.includes(policy)
      ? []
      : [notSupported("propagationPolicy", policy, [...POLICIES, "nil"])]),
    ...(dry.every((value) => value === "All") ? [] : [notSupported("dryRun", shownTexts(dry, server.rules), ["All"])]),
  ];
}
