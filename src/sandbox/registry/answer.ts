import { utf8Bytes } from "../../base/index.ts";

type Headers = Readonly<Record<string, string>>;

/** An answer before faults and HEAD have their say. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Where the body lies in the whole content, when only a part was asked for. */
  readonly range?: { readonly from: number; readonly total: number };
}

/** Codes of the OCI distribution spec, and those that real registries add. */
type ErrorCode =
  | "BLOB_UNKNOWN"
  | "BLOB_UPLOAD_INVALID"
  | "BLOB_UPLOAD_UNKNOWN"
  | "DENIED"
  | "DIGEST_INVALID"
  | "MANIFEST_BLOB_UNKNOWN"
  | "MANIFEST_INVALID"
  | "MANIFEST_UNKNOWN"
  | "NAME_INVALID"
  | "NAME_UNKNOWN"
  | "PAGINATION_NUMBER_INVALID"
  | "SIZE_INVALID"
  | "UNAUTHORIZED"
  | "UNSUPPORTED";

const MESSAGES: Readonly<Record<ErrorCode, string>> = {
  BLOB_UNKNOWN: "blob unknown to registry",
  BLOB_UPLOAD_INVALID: "blob upload invalid",
  BLOB_UPLOAD_UNKNOWN: "blob upload unknown to registry",
  DENIED: "requested access to the resource is denied",
  DIGEST_INVALID: "provided digest did not match uploaded content",
  MANIFEST_BLOB_UNKNOWN: "blob unknown to registry",
  MANIFEST_INVALID: "manifest invalid",
  MANIFEST_UNKNOWN: "manifest unknown",
  NAME_INVALID: "invalid repository name",
  NAME_UNKNOWN: "repository name not known to registry",
  PAGINATION_NUMBER_INVALID: "invalid number of results requested",
  SIZE_INVALID: "content is larger than this registry takes",
  UNAUTHORIZED: "authentication required",
  UNSUPPORTED: "The operation is unsupported.",
};

const NOTHING = new Uint8Array(0);

export function answer(status: number, headers: Headers = {}, body: Uint8Array<ArrayBuffer> = NOTHING): Answer {
  const length = status === 204 ? {} : { "content-length": String(body.length) };
  return { status, body, headers: { "docker-distribution-api-version": "registry/2.0", ...length, ...headers } };
}

export function jsonAnswer(status: number, value: unknown, headers: Headers = {}): Answer {
  return textAnswer(status, JSON.stringify(value), { "content-type": "application/json; charset=utf-8", ...headers });
}

export function textAnswer(status: number, text: string, headers: Headers): Answer {
  return answer(status, headers, Uint8Array.from(utf8Bytes(text)));
}

export interface ErrorOptions {
  readonly message?: string;
  readonly detail?: unknown;
  readonly headers?: Headers;
}

export function errorAnswer(status: number, code: string, options: ErrorOptions = {}): Answer {
  const { message = MESSAGES[code as ErrorCode] ?? "", detail, headers } = options;
  return jsonAnswer(status, { errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }] }, headers);
}
