import type { CredentialRules } from "../kinds/index.ts";
import { parseAddress } from "./address.ts";
import { bytesOf } from "./go-string.ts";
import { matchesKey } from "./key-match.ts";
import type { KeyringEntry } from "./keyring-entry.ts";

/** Entries that are looked up together, in the order in which they are tried. */
export type KeyringPart = readonly KeyringEntry[];

/** What of a part applies to a repository; `fallback`: nothing matched, and Docker Hub's login takes its place. */
export interface PartMatch {
  readonly entries: readonly KeyringEntry[];
  readonly fallback: boolean;
}

const HUB_KEY = "index.docker.io";

/**
 * Puts entries in the order of look-up: look-up keys in descending byte order, under one key in the order given.
 * Entries without one are left out.
 */
export function keyringPart(entries: readonly KeyringEntry[]): KeyringPart {
  return entries.filter(({ lookupKey }) => lookupKey !== undefined).sort(byKeyDescending);
}

function byKeyDescending({ lookupKey: one = "" }: KeyringEntry, { lookupKey: other = "" }: KeyringEntry): number {
  if (one === other) return 0;
  return one < other ? 1 : -1;
}

/** Looks a repository up in one part. */
export function lookupPart(part: KeyringPart, repository: string, rules: CredentialRules): PartMatch {
  if (part.length === 0) return { entries: [], fallback: false };
  const address = parseAddress(bytesOf(repository), rules.strictHosts);
  const matching = address && part.filter((entry) => entry.address && matchesKey(entry.address, address, rules));
  if (matching !== undefined && matching.length > 0) return { entries: matching, fallback: false };
  const fallback = isHubName(repository) ? part.filter(isHubEntry) : [];
  return { entries: fallback, fallback: fallback.length > 0 };
}

/** Whether an entry is the one that stands in for Docker Hub images. */
export function isHubEntry(entry: KeyringEntry): boolean {
  return entry.lookupKey === HUB_KEY;
}

/**
 * Whether the text looks like a Docker Hub name to the keyring. Names without dot and colon in the first part do,
 * `localhost/app` included.
 */
export function isHubName(repository: string): boolean {
  const slash = repository.indexOf("/");
  const first = slash === -1 ? repository : repository.slice(0, slash);
  if (first === "") return false;
  return slash === -1 || first === "docker.io" || first === HUB_KEY || !/[.:]/.test(first);
}
