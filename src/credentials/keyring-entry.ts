import { parseAddress, type Address } from "./address.ts";
import type { DockerEntry } from "./docker-entry.ts";
import { lookupKeyOf } from "./lookup-key.ts";
import { shownKey } from "./shown-key.ts";
import type { CredentialSource, TrackedCredential } from "./tracked-credential.ts";

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

/** Files the logins of one holder; `sourceOf` is given the key as it may be shown. */
export function keyringEntries(
  logins: Iterable<readonly [key: string, login: DockerEntry]>,
  sourceOf: (key: string) => CredentialSource,
  strictHosts: boolean,
): readonly KeyringEntry[] {
  return Array.from(logins, ([key, { username, password, email }]) => {
    const lookupKey = lookupKeyOf(key, strictHosts);
    const source = sourceOf(shownKey(key, lookupKey !== undefined));
    const credential = { username, password, email, source };
    if (lookupKey === undefined) return { key, credential };
    const address = parseAddress(lookupKey, strictHosts);
    return address === undefined ? { key, lookupKey, credential } : { key, lookupKey, address, credential };
  });
}
