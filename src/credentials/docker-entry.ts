import { failed, ok, Secret, type Outcome } from "../base/index.ts";
import { decodeBase64 } from "./base64.ts";
import { bytesOf, goString, goText, type GoString } from "./go-string.ts";
import { fieldName, typeFault, type TypePlace } from "./json-fields.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";

/** One registry's login in a docker config. */
export interface DockerEntry {
  readonly username: GoString;
  readonly password: Secret<GoString>;
  readonly email: string;
}

const FIELDS = ["username", "password", "email", "auth"] as const;

type EntryFields = Record<(typeof FIELDS)[number], string>;

const ENTRY_TYPE = "credentialprovider.dockerConfigEntryWithAuth";
const NO_COLON = "unable to parse auth field, must be formatted as base64(username:password)";

/** Go's `strings.TrimSpace` before the look for a padding. */
const ENDS_PADDED = /=[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/**
 * Decodes an entry; `null` is an empty one. A non-empty `auth` wins over user name and password. The fault is Go's
 * error text; `place` is where the entry stands.
 */
export function decodeEntry(value: JsonValue, place: TypePlace): Outcome<DockerEntry, string> {
  const fields = readFields(value, place);
  if (!fields.ok) return fields;
  const { username, password, email, auth } = fields.value;
  const pair = auth === "" ? ok([goText(username), goText(password)] as const) : decodeAuth(auth);
  if (!pair.ok) return pair;
  return ok({ username: pair.value[0], password: new Secret(pair.value[1]), email });
}

function readFields(value: JsonValue, place: TypePlace): Outcome<EntryFields, string> {
  if (value.kind === "null") return ok(emptyFields());
  if (value.kind !== "object") return failed(typeFault(value, place, ENTRY_TYPE));
  const fields = emptyFields();
  const fault = fillFields(value, fields, place);
  return fault === undefined ? ok(fields) : failed(fault);
}

function emptyFields(): EntryFields {
  return { username: "", password: "", email: "", auth: "" };
}

/** Go goes on behind a wrong type and reports the first. */
function fillFields(object: JsonObject, fields: EntryFields, place: TypePlace): string | undefined {
  let fault: string | undefined;
  for (const [name, value] of object.members) {
    const field = fieldName(name, FIELDS);
    if (field === undefined || value.kind === "null") continue;
    if (value.kind === "string") fields[field] = value.text;
    else fault ??= typeFault(value, fieldPlace(place, field), "string");
  }
  return fault;
}

function fieldPlace(place: TypePlace, field: string): TypePlace {
  return place === undefined ? `dockerConfigEntryWithAuth.${field}` : `${place}.${field}`;
}

/** Decodes base64(username:password). Nothing is trimmed. */
function decodeAuth(auth: string): Outcome<readonly [username: GoString, password: GoString], string> {
  const decoded = decodeBase64(bytesOf(auth), ENDS_PADDED.test(auth) ? "padded" : "unpadded");
  if (!decoded.ok) return decoded;
  const colon = decoded.value.indexOf(":");
  if (colon === -1) return failed(NO_COLON);
  return ok([goString(decoded.value.slice(0, colon)), goString(decoded.value.slice(colon + 1))]);
}
