import { sha512 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Lower-case hex SHA-512. */
export function sha512(content: Uint8Array): string {
  return bytesToHex(digest(content));
}
