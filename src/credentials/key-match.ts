import type { CredentialRules } from "../kinds/index.ts";
import type { Address } from "./address.ts";
import { isGlob, matchGlob } from "./glob.ts";

/**
 * In what a key and a repository differ; `labels`: a key with wildcards has another number of parts between the dots.
 */
export type Difference = "labels" | "host" | "port" | "path";

/**
 * Whether a key applies to a repository (URLsMatch in pkg/credentialprovider): same port, same host label by label,
 * and the key's path begins the repository's.
 */
export function matchesKey(key: Address, repository: Address, rules: CredentialRules): boolean {
  return (
    (key.port === repository.port || !rules.matchPort) &&
    key.labels.length === repository.labels.length &&
    (repository.path.startsWith(key.path) || !rules.matchPath) &&
    key.labels.every((label, at) => matchGlob(label, repository.labels[at] ?? ""))
  );
}

/** All that keeps a key from a repository; empty where it matches. */
export function differences(key: Address, repository: Address, rules: CredentialRules): readonly Difference[] {
  const found: Difference[] = [];
  if (key.labels.length !== repository.labels.length) found.push(key.labels.some(isGlob) ? "labels" : "host");
  else if (!key.labels.every((label, at) => matchGlob(label, repository.labels[at] ?? ""))) found.push("host");
  if (rules.matchPort && key.port !== repository.port) found.push("port");
  if (rules.matchPath && !repository.path.startsWith(key.path)) found.push("path");
  return found;
}
