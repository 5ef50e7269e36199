import type { ReferenceFaultCode } from "./fault.ts";

/** Hex digits of the algorithms that opencontainers/go-digest knows. */
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);
const LOWER_HEX = /^[0-9a-f]*$/;
const WELL_FORMED = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/;

/** Checks `algorithm:hex` as go-digest does; undefined when it is good. */
export function checkDigest(digest: string): ReferenceFaultCode | undefined {
  const colon = digest.indexOf(":");
  const digits = HEX_DIGITS.get(digest.slice(0, colon));
  if (digits === undefined)
    return WELL_FORMED.test(digest) ? "REFERENCE_DIGEST_UNSUPPORTED" : "REFERENCE_DIGEST_FORMAT";
  const hex = digest.slice(colon + 1);
  if (hex.length !== digits) return "REFERENCE_DIGEST_LENGTH";
  return LOWER_HEX.test(hex) ? undefined : "REFERENCE_DIGEST_FORMAT";
}
