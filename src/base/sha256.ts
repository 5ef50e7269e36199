import { sha256 as digest } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { utf8Bytes } from "./bytes.ts";

/** Lower-case hex SHA-256; text is hashed as UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(digest(typeof content === "string" ? utf8Bytes(content) : content));
}
