import type { DockerEntry } from "./docker-entry.ts";
import { type Filing, filingOf } from "./lookup-key.ts";
import { shownKey } from "./shown-key.ts";
import type { CredentialSource, TrackedCredential } from "./tracked-credential.ts";

/** One login as the keyring files it; without a look-up key, where the key is no URL, it is ignored. */
export interface KeyringEntry extends Partial<Filing> {
  /** The registry key as written; may hold user info, so show `credential.source.key` instead. */
  readonly key: string;
  readonly credential: TrackedCredential;
}

/** Files the logins of one holder; `sourceOf` is given the key as it may be shown. */
export function keyringEntries(
  logins: Iterable<readonly [key: string, login: DockerEntry]>,
  sourceOf: (key: string) => CredentialSource,
  strictHosts: boolean,
): readonly KeyringEntry[] {
  return Array.from(logins, ([key, { username, password, email }]) => {
    const filing = filingOf(key, strictHosts);
    const source = sourceOf(shownKey(key, filing !== undefined));
    return { key, ...filing, credential: { username, password, email, source } };
  });
}
