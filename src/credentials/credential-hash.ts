import { sha256 } from "../base/index.ts";
import { lossyText, repaired, type GoString } from "./go-string.ts";
import type { TrackedCredential } from "./tracked-credential.ts";

const SPECIAL = /["\\<>&]|[^ -\uffff]/g;
const SEPARATOR = /[\u2028\u2029]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  "\\": String.raw`\\`,
  "\b": String.raw`\b`,
  "\f": String.raw`\f`,
  "\n": String.raw`\n`,
  "\r": String.raw`\r`,
  "\t": String.raw`\t`,
};

/**
 * The hash under which pulled records know a credential: hex SHA-256 of its auth config as Go's `json.Marshal` writes
 * it. User name, password and e-mail count, the registry key does not (pkg/credentialprovider/keyring.go).
 */
export function credentialHash(credential: TrackedCredential): string {
  const fields = [
    ["username", credential.username],
    ["password", credential.password.reveal()],
    ["email", { text: credential.email, utf8: true }],
  ] as const;
  const written = fields.filter(([, value]) => value.text !== "").map(([name, value]) => `"${name}":${goJson(value)}`);
  return sha256(`{${written.join(",")}}`);
}

function goJson(value: GoString): string {
  const escaped = value.text.replace(SPECIAL, (character) => SHORT[character] ?? unicodeEscape(character));
  const text = value.utf8 ? escaped : lossyText(repaired(escaped, String.raw`\ufffd`));
  return `"${text.replace(SEPARATOR, unicodeEscape)}"`;
}

function unicodeEscape(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
