import { goQuote } from "../../../base/index.ts";
import { type ApiResource, qualifiedResource } from "../../../kinds/index.ts";
import type { StatusError } from "../contract.ts";

/** One thing that is wrong with a field. */
export interface Cause {
  readonly reason: CauseReason;
  readonly message: string;
  readonly field: string;
}

export type CauseReason =
  | "FieldValueRequired"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueDuplicate"
  | "FieldValueNotFound"
  | "FieldValueTooLong"
  | "FieldValueTypeInvalid";

/** What a failure is about. */
export interface Subject {
  readonly type: ApiResource;
  readonly name: string;
}

/** HTTP status of each reason; the empty one is an error that the real server did not expect. */
const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  RequestEntityTooLarge: 413,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  NotImplemented: 501,
  Timeout: 504,
  "": 500,
} as const;

type Reason = keyof typeof CODES;

/** What the real server reads and writes. */
const MEDIA_TYPES = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

interface Details {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message: string; readonly field?: string }[];
  readonly retryAfterSeconds?: number;
}

export function notFound({ type, name }: Subject): StatusError {
  return failure("NotFound", `${qualifiedResource(type)} "${name}" not found`, about(type, name));
}

export function alreadyExists({ type, name }: Subject): StatusError {
  return failure("AlreadyExists", `${qualifiedResource(type)} "${name}" already exists`, about(type, name));
}

/** `why` is the sentence behind the colon. */
export function conflict({ type, name }: Subject, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualifiedResource(type)} "${name}": ${why}`;
  return failure("Conflict", message, about(type, name));
}

export function modifiedMeanwhile(subject: Subject): StatusError {
  return conflict(
    subject,
    "the object has been modified; please apply your changes to the latest version and try again",
  );
}

export function forbidden({ type, name }: Subject, why: string): StatusError {
  return failure("Forbidden", `${qualifiedResource(type)} "${name}" is forbidden: ${why}`, about(type, name));
}

export function badRequest(message: string): StatusError {
  return failure("BadRequest", message);
}

export function unknownPath(): StatusError {
  return failure("NotFound", "the server could not find the requested resource", {});
}

export function methodNotAllowed(): StatusError {
  return failure("MethodNotAllowed", "the server does not allow this method on the requested resource", {});
}

export function notAcceptable(): StatusError {
  return failure("NotAcceptable", `only the following media types are accepted: ${MEDIA_TYPES}`);
}

/** No media type that the client takes is one that a server has. */
export function noRepresentation(): StatusError {
  const streams = "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
  return failure("NotAcceptable", `406: Not Acceptable\n\nAvailable representations: ${MEDIA_TYPES}, ${streams}`, {});
}

export function tooLarge(limit: number): StatusError {
  return failure("RequestEntityTooLarge", `Request entity too large: limit is ${limit}`);
}

export function unsupportedBody(): StatusError {
  const types = `accepted media types include: ${MEDIA_TYPES}`;
  return failure("UnsupportedMediaType", `the body of the request was in an unknown format - ${types}`);
}

export function unsupportedPatchType(): StatusError {
  return failure("UnsupportedMediaType", "415: Unsupported Media Type", {});
}

/** Custom resources have no struct that says how lists are joined. */
export function noStrategicPatch(): StatusError {
  const types = "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";
  const message = `the body of the request was in an unknown format - accepted media types include: ${types}`;
  return failure("UnsupportedMediaType", message);
}

/** 422 with one cause a wrong field. */
export function invalid({ type, name }: Subject, causes: readonly Cause[]): StatusError {
  const kind = type.group === "" ? type.kind : `${type.kind}.${type.group}`;
  const details = { ...about({ ...type, resource: type.kind }, name), causes };
  return failure("Invalid", `${kind} "${name}" is invalid: ${listed(causes)}`, details);
}

/** 422 of a query's options. */
export function invalidOptions(kind: string, causes: readonly Cause[]): StatusError {
  const group = "meta.k8s.io";
  return failure("Invalid", `${kind}.${group} "" is invalid: ${listed(causes)}`, { group, kind, causes });
}

function listed(causes: readonly Cause[]): string {
  const lines = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  return lines.length === 1 ? (lines[0] ?? "") : `[${lines.join(", ")}]`;
}

/** 422 of a JSON patch that does not fit. */
export function rejectedPatch(): StatusError {
  return failure("Invalid", "the server rejected our request due to an error in our request", {});
}

/** 422 of a patch whose result is no object of the kind. */
export function invalidPatch(patched: string, fault: string): StatusError {
  const cause: Cause = {
    reason: "FieldValueInvalid",
    message: `Invalid value: ${goQuote(patched)}: ${fault}`,
    field: "patch",
  };
  return failure("Invalid", ` "" is invalid: ${cause.field}: ${cause.message}`, { causes: [cause] });
}

/** A failure whose reason is empty (over HTTP: absent), as errors inside the real server are answered. */
export function internalError(message: string): StatusError {
  return failure("", message);
}

function about(type: ApiResource, name: string): Details {
  const details = { name, ...(type.group === "" ? {} : { group: type.group }), kind: type.resource };
  if (name !== "") return details;
  const { name: _name, ...rest } = details;
  return rest;
}

export function tooManyRequests(
  message: string,
  causes: readonly { readonly reason: string; readonly message: string }[],
): StatusError {
  return failure("TooManyRequests", message, { causes });
}

/** Something that a real server has and this one has not. */
export function notServed(message: string): StatusError {
  return failure("NotImplemented", message);
}

export function unauthorized(): StatusError {
  return failure("Unauthorized", "Unauthorized");
}

/** A Status of a failure, as every other function here makes it. */
export function failure(reason: Reason, message: string, details?: Details): StatusError {
  const detailed = details === undefined ? {} : { details };
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message,
    reason,
    ...detailed,
    code: CODES[reason],
  };
}
