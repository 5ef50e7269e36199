import { isJsonObject } from "../base/index.ts";
import { decodeBase64 } from "./base64.ts";
import type { TrackedCredential } from "./tracked-credential.ts";

/** What a date can hold, in seconds. */
const LATEST = 8_640_000_000_000;
const JWT = /^[\w-]+\.([\w-]+)\.[\w-]*$/;

/**
 * The instant, in milliseconds since the epoch, from which a login is no good by its own account: `exp` of a JSON web token (RFC 7519),
 * `expiration` in what ECR hands out. Undefined where it says nothing; passwords do not.
 */
export function expiryOf({ password }: Pick<TrackedCredential, "password">): number | undefined {
  const { text } = password.reveal();
  const [, claims] = JWT.exec(text) ?? [];
  const seconds = claims === undefined ? memberOf(text, "expiration") : memberOf(claims, "exp");
  return seconds === undefined ? undefined : seconds * 1000;
}

/** A number in the JSON object that a text holds in base64 of either alphabet. */
function memberOf(encoded: string, member: string): number | undefined {
  const standard = encoded.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  const bytes = decodeBase64(standard, "unpadded");
  if (!bytes.ok) return undefined;
  try {
    const value = JSON.parse(bytes.value) as unknown;
    const found = isJsonObject(value) ? value[member] : undefined;
    return typeof found === "number" && Math.abs(found) <= LATEST ? found : undefined;
  } catch {
    return undefined;
  }
}
