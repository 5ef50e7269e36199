import { failed, isJsonObject, ok, type Outcome, utf8Text } from "../../../base/index.ts";
import { readJson } from "../../../credentials/index.ts";
import type { ApiRequest, StatusError } from "../contract.ts";
import type { Rules } from "../../../kinds/index.ts";
import { jsonKind } from "../decode/scalar.ts";
import { unreadableOptions } from "../status/unreadable-options.ts";
import { badRequest, tooLarge, unsupportedBody, unsupportedPatchType } from "../status/status-error.ts";

/** Largest body that is read, in bytes. */
const LIMIT = 3 * 1024 * 1024;
/** How much of a body that cannot be read is shown, in bytes. */
const SHOWN = 30;
const VERSION_AND_KIND = String.raw`struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }`;
const YAML = "application/yaml";
const PROTOBUF = "application/vnd.kubernetes.protobuf";
const BODY_TYPES = ["", "application/json", YAML, PROTOBUF];

const DECODER = new TextDecoder();

const PATCH_TYPES: Readonly<Record<string, NonNullable<ApiRequest["patchType"]>>> = {
  "application/json-patch+json": "json",
  "application/merge-patch+json": "merge",
  "application/strategic-merge-patch+json": "strategic",
  "application/apply-patch+yaml": "apply",
};

/** What a request brings; nothing where it may come without a body. */
export interface Body {
  readonly value?: unknown;
  /** The JSON as it was written. */
  readonly text?: string;
  readonly patchType?: NonNullable<ApiRequest["patchType"]>;
}

interface Expected {
  readonly verb: ApiRequest["verb"];
  /** Kind of the resource, which errors name. */
  readonly kind: string;
  readonly rules: Rules;
  /** `exec` and the like, whose options stand in the query. */
  readonly isConnection: boolean;
}

/** Reads the object, the patch or the options of a request. */
export async function readBody(request: Request, expected: Expected): Promise<Outcome<Body, StatusError>> {
  const { verb } = expected;
  if (verb === "get" || verb === "list") return ok({});
  const type = mediaType(request);
  const patchType = PATCH_TYPES[type];
  if (verb === "patch" && patchType === undefined) return failed(unsupportedPatchType());
  if (verb !== "patch" && !BODY_TYPES.includes(type)) return failed(unsupportedBody());
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > LIMIT) return failed(tooLarge(LIMIT));
  const isDelete = verb === "delete" || verb === "deletecollection";
  if (bytes.length === 0 && mayBeEmpty(expected)) return ok({});
  const read = await parsed(bytes, type);
  if (patchType !== undefined) {
    return read.ok ? ok({ ...read.value, patchType }) : failed(patchProblem(read.fault, patchType, expected.rules));
  }
  const fault = read.ok ? strangeFault(read.value.value) : read.fault;
  if (fault === undefined && read.ok) return read;
  return failed(isDelete ? unreadableOptions(fault ?? "", expected.rules) : unrecognized(bytes, expected, fault ?? ""));
}

/** Deletions may come without options, and what is connected to has none. */
function mayBeEmpty({ verb, isConnection }: Expected): boolean {
  return verb === "delete" || verb === "deletecollection" || isConnection;
}

function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
}

/** The fault is the sentence that the server's reader says. */
async function parsed(bytes: Uint8Array, type: string): Promise<Outcome<Body, string>> {
  if (type === PROTOBUF) {
    const { readProtobuf } = await import("../protobuf/read-protobuf.ts");
    const value = readProtobuf(bytes);
    return value === undefined ? failed("provided data does not appear to be a protobuf message") : ok({ value });
  }
  if (type === YAML || type === "application/apply-patch+yaml") {
    const { readYaml } = await import("./read-yaml.ts");
    const read = readYaml(utf8Text(bytes) ?? "");
    return read.ok ? ok({ value: read.value }) : read;
  }
  return parsedJson(bytes);
}

function parsedJson(bytes: Uint8Array): Outcome<Body, string> {
  const text = DECODER.decode(bytes);
  try {
    return ok({ value: JSON.parse(text) as unknown, text });
  } catch {
    const read = readJson(latin1(bytes));
    return failed(`couldn't get version/kind; json parse error: ${read.ok ? "invalid JSON" : read.fault}`);
  }
}

/** One character a byte. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

function patchProblem(fault: string, type: Body["patchType"], { admission }: Rules): StatusError {
  const bare = fault.replace("couldn't get version/kind; json parse error: ", "");
  if (type === "apply") return badRequest(`error decoding YAML: ${bare}`);
  if (!admission.patchFaultIsNamed) return badRequest("invalid JSON patch");
  return badRequest(type === "strategic" ? bare : `error decoding patch: ${bare}`);
}

/** A body that says neither its version nor its kind, as it is no object. */
function strangeFault(value: unknown): string | undefined {
  if (value === null || isJsonObject(value)) return undefined;
  const fault = `json: cannot unmarshal ${jsonKind(value)} into Go value of type ${VERSION_AND_KIND}`;
  return `couldn't get version/kind; json parse error: ${fault}`;
}

function unrecognized(bytes: Uint8Array, { kind }: Expected, fault: string): StatusError {
  const shown = kind === "Secret" ? "***" : summary(bytes);
  return badRequest(`the object provided is unrecognized (must be of type ${kind}): ${fault} (${shown})`);
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
