import { parseAddress, type Address } from "./address.ts";
import type { DockerEntry } from "./docker-entry.ts";
import { lookupKeyOf } from "./lookup-key.ts";
import { shownKey } from "./shown-key.ts";
import type { CredentialHolder, TrackedCredential } from "./tracked-credential.ts";

/** One login as the keyring files it. */
export interface KeyringEntry {
  /** The registry key as written; may hold user info, so show `credential.source.key` instead. */
  readonly key: string;
  /** What it is filed under, one character a byte; absent where the key is no URL and the entry is ignored. */
  readonly lookupKey?: string;
  /** The look-up key taken apart; absent where it cannot be parsed again and so matches nothing. */
  readonly address?: Address;
  readonly credential: TrackedCredential;
}

/** Files the logins of one holder. */
export function keyringEntries(
  logins: Iterable<readonly [key: string, login: DockerEntry]>,
  holder: CredentialHolder,
  strictHosts: boolean,
): readonly KeyringEntry[] {
  return Array.from(logins, ([key, login]) => {
    const lookupKey = lookupKeyOf(key, strictHosts);
    const credential = { ...login, source: { ...holder, key: shownKey(key, lookupKey !== undefined) } };
    if (lookupKey === undefined) return { key, credential };
    const address = parseAddress(lookupKey, strictHosts);
    return { key, lookupKey, credential, ...(address && { address }) };
  });
}
