import { parseAddress, type Address } from "./address.ts";
import type { DockerEntry } from "./docker-entry.ts";
import { lookupKeyOf } from "./lookup-key.ts";
import type { CredentialSource, TrackedCredential } from "./tracked-credential.ts";

/** One login as the keyring files it. */
export interface KeyringEntry {
  /** The registry key as written. */
  readonly key: string;
  /** What it is filed under, one character a byte; absent where the key is no URL and the entry is ignored. */
  readonly lookupKey?: string;
  /** The look-up key taken apart; absent where it cannot be parsed again and so matches nothing. */
  readonly address?: Address;
  readonly credential: TrackedCredential;
}

/** Files a login; `source` carries the key as written. */
export function keyringEntry(entry: DockerEntry, source: CredentialSource, strictHosts: boolean): KeyringEntry {
  const { username, password, email } = entry;
  const credential = { username, password, email, source };
  const lookupKey = lookupKeyOf(source.key, strictHosts);
  if (lookupKey === undefined) return { key: source.key, credential };
  const address = parseAddress(lookupKey, strictHosts);
  return { key: source.key, lookupKey, credential, ...(address && { address }) };
}
