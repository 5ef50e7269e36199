import { failed, goQuote, type Failed } from "../base/index.ts";

export type ReferenceFaultCode =
  /** The whole text is 64 hex digits, which would be taken for an image id. */
  | "REFERENCE_IDENTIFIER"
  | "REFERENCE_UPPERCASE"
  | "REFERENCE_FORMAT"
  | "REFERENCE_EMPTY"
  | "REFERENCE_TOO_LONG"
  | "REFERENCE_DIGEST_FORMAT"
  | "REFERENCE_DIGEST_LENGTH"
  | "REFERENCE_DIGEST_UNSUPPORTED";

/** Why a text is no image reference. */
export interface ReferenceFault {
  readonly code: ReferenceFaultCode;
  /** The text as written. */
  readonly original: string;
  /** What the library for references says, such as `invalid reference format`. */
  readonly detail: string;
  /** What the kubelet says: `couldn't parse image name "ORIGINAL": DETAIL`. */
  readonly message: string;
}

/** The texts of distribution/reference and opencontainers/go-digest. */
const DETAILS: Readonly<Record<Exclude<ReferenceFaultCode, "REFERENCE_IDENTIFIER">, string>> = {
  REFERENCE_UPPERCASE: "repository name must be lowercase",
  REFERENCE_FORMAT: "invalid reference format",
  REFERENCE_EMPTY: "repository name must have at least one component",
  REFERENCE_TOO_LONG: "repository name must not be more than 255 characters",
  REFERENCE_DIGEST_FORMAT: "invalid checksum digest format",
  REFERENCE_DIGEST_LENGTH: "invalid checksum digest length",
  REFERENCE_DIGEST_UNSUPPORTED: "unsupported digest algorithm",
};

export function referenceFault(
  code: ReferenceFaultCode,
  original: string,
  detail: string = detailOf(code, original),
): Failed<ReferenceFault> {
  return failed({ code, original, detail, message: `couldn't parse image name ${goQuote(original)}: ${detail}` });
}

function detailOf(code: ReferenceFaultCode, original: string): string {
  if (code !== "REFERENCE_IDENTIFIER") return DETAILS[code];
  return `invalid repository name (${original}), cannot specify 64-byte hexadecimal strings`;
}
