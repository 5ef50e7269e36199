import { failed, isJsonObject, ok, type Outcome } from "../../../base/index.ts";
import { readJson } from "../../../credentials/index.ts";
import type { ApiRequest, StatusError } from "../contract.ts";
import type { Rules } from "../../../kinds/index.ts";
import { jsonKind } from "../decode/scalar.ts";
import { badRequest, tooLarge, unsupportedBody, unsupportedPatchType } from "../status/status-error.ts";

/** Largest body that is read, in bytes. */
const LIMIT = 3 * 1024 * 1024;
/** How much of a body that cannot be read is shown, in bytes. */
const SHOWN = 30;
const VERSION_AND_KIND = String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`;

const PATCH_TYPES: Readonly<Record<string, NonNullable<ApiRequest["patchType"]>>> = {
  "application/json-patch+json": "json",
  "application/merge-patch+json": "merge",
  "application/strategic-merge-patch+json": "strategic",
  "application/apply-patch+yaml": "apply",
};

/** What a request brings; nothing where it may come without a body. */
export interface Body {
  readonly value?: unknown;
  readonly patchType?: NonNullable<ApiRequest["patchType"]>;
}

interface Expected {
  readonly verb: ApiRequest["verb"];
  /** Kind of the resource, which errors name. */
  readonly kind: string;
  readonly rules: Rules;
}

/** Reads the JSON of a request. */
export async function readBody(request: Request, expected: Expected): Promise<Outcome<Body, StatusError>> {
  const { verb } = expected;
  if (verb === "get" || verb === "list") return ok({});
  const type = mediaType(request);
  const patchType = PATCH_TYPES[type];
  if (verb === "patch" && patchType === undefined) return failed(unsupportedPatchType());
  if (verb !== "patch" && type !== "" && type !== "application/json") return failed(unsupportedBody());
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > LIMIT) return failed(tooLarge(LIMIT));
  if (verb === "delete" && bytes.length === 0) return ok({});
  // A patch by server-side apply is YAML, and is refused whatever it says.
  if (patchType === "apply") return ok({ patchType });
  const read = parsed(bytes);
  if (patchType === undefined) {
    const fault = read.ok ? strangeFault(read.value) : read.fault;
    return fault === undefined && read.ok
      ? ok({ value: read.value })
      : failed(badRequest(unrecognized(bytes, expected.kind, fault ?? "")));
  }
  if (read.ok) return ok({ value: read.value, patchType });
  return failed(badRequest(patchProblem(read.fault, patchType, expected.rules)));
}

function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
}

function parsed(bytes: Uint8Array): Outcome<unknown, string> {
  try {
    return ok(JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  } catch {
    const read = readJson(latin1(bytes));
    return failed(read.ok ? "invalid JSON" : read.fault);
  }
}

/** One character a byte. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function patchProblem(fault: string, type: Body["patchType"], { admission }: Rules): string {
  if (!admission.patchFaultIsNamed) return "invalid JSON patch";
  return type === "strategic" ? fault : `error decoding patch: ${fault}`;
}

/** A body that says neither its version nor its kind, as it is no object. */
function strangeFault(value: unknown): string | undefined {
  if (value === null || isJsonObject(value)) return undefined;
  return `json: cannot unmarshal ${jsonKind(value)} into Go value of type ${VERSION_AND_KIND}`;
}

function unrecognized(bytes: Uint8Array, kind: string, fault: string): string {
  const shown = kind === "Secret" ? "***" : summary(bytes);
  const why = `couldn't get version/kind; json parse error: ${fault} (${shown})`;
  return `the object provided is unrecognized (must be of type ${kind}): ${why}`;
}

/** The beginning of a body: as it is where it may be JSON, else in hexadecimal digits. */
function summary(bytes: Uint8Array): string {
  if (bytes.length === 0) return "<empty>";
  const start = bytes.slice(0, SHOWN);
  const isJson = bytes[0] === "{".codePointAt(0);
  const shown = isJson
    ? new TextDecoder().decode(start)
    : Array.from(start, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return bytes.length > SHOWN ? `${shown} ...` : shown;
}
