import { failed, type Outcome } from "../../../base/index.ts";
import { badRequest, internalError, rejectedPatch } from "../status/status-error.ts";
import type { StatusError } from "../contract.ts";

/** A document after its patch, or the Status that tells why the patch cannot be applied. */
export type Patched<T = unknown> = Outcome<T, StatusError>;

/** The patch is not what its content type says. */
export function malformed(message: string): Patched<never> {
  return failed(badRequest(message));
}

/** The real server did not expect this error: 500 without a reason. */
export function unexpected(message: string): Patched<never> {
  return failed(internalError(message));
}

/** A JSON patch that does not fit the object. */
export function rejected(): Patched<never> {
  return failed(rejectedPatch());
}
