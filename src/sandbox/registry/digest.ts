import { sha256, sha512 } from "../../base/index.ts";
import { type Answer, errorAnswer } from "./answer.ts";

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Whether a text is a digest of one of the two algorithms that the OCI image spec registers. */
export function isValidDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Whether a reference means a digest, rightly written or not; tags have no colon. */
export function isDigest(reference: string): boolean {
  return reference.includes(":");
}

/** A digest that no content can have: 400 instead of 404. */
export function badDigest(reference: string): Answer | undefined {
  return isValidDigest(reference) ? undefined : errorAnswer(400, "DIGEST_INVALID", { message: "invalid digest" });
}

/** `digest` has to be a valid one. */
export function isDigestOf(digest: string, bytes: Uint8Array): boolean {
  return digest === (digest.startsWith("sha512:") ? `sha512:${sha512(bytes)}` : `sha256:${sha256(bytes)}`);
}
