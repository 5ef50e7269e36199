import type { CredentialRules } from "../kinds/index.ts";
import { parseAddress } from "./address.ts";
import { bytesOf } from "./go-string.ts";
import { differences } from "./key-match.ts";
import type { KeyringEntry } from "./keyring-entry.ts";
import { isHubEntry, isHubName, keyringPart, lookupPart, type PartMatch } from "./keyring-part.ts";
import type { KeyVerdict } from "./verdict.ts";

/** Looks a repository up as a keyring of these parts would, and says of every entry what became of it. */
export function judgeEntries(
  parts: readonly (readonly KeyringEntry[])[],
  repository: string,
  rules: CredentialRules,
): ReadonlyMap<KeyringEntry, KeyVerdict> {
  const verdicts = new Map<KeyringEntry, KeyVerdict>();
  let order = 0;
  for (const part of parts) {
    const match = lookupPart(keyringPart(part), repository, rules);
    for (const entry of part) verdicts.set(entry, unusedVerdict(entry, { match, repository, rules }));
    for (const entry of match.entries) {
      order += 1;
      verdicts.set(entry, { code: match.fallback ? "CREDENTIALS_HUB_USED" : "CREDENTIALS_USED", order });
    }
  }
  return verdicts;
}

interface LookedUp {
  readonly match: PartMatch;
  readonly repository: string;
  readonly rules: CredentialRules;
}

function unusedVerdict(entry: KeyringEntry, { match, repository, rules }: LookedUp): KeyVerdict {
  const [first] = match.entries;
  if (isHubEntry(entry) && isHubName(repository) && first !== undefined) {
    return { code: "CREDENTIALS_HUB_NOT_NEEDED", matched: first.credential.source.key };
  }
  const address = parseAddress(bytesOf(repository), rules.strictHosts);
  if (entry.address === undefined || address === undefined) return { code: "CREDENTIALS_NOT_A_URL" };
  return { code: "CREDENTIALS_MISMATCH", differs: differences(entry.address, address, rules) };
}
