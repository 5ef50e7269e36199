import { failed, ok, type Outcome } from "../base/index.ts";
import type { CredentialRules, SecretObject } from "../kinds/index.ts";
import type { CredentialsFault } from "./fault.ts";
import type { KeyringEntry } from "./keyring-entry.ts";
import { keyringPart, lookupPart, type KeyringPart } from "./keyring-part.ts";
import { nodeEntries, type NodeFiles } from "./node-files.ts";
import { pluginEntries, type KeyringPlugin } from "./plugin.ts";
import { decodePullSecret } from "./pull-secret.ts";
import type { TrackedCredential } from "./tracked-credential.ts";

export interface KeyringOptions {
  /** The pod's pull secrets that could be read, in the pod's order. */
  readonly secrets: readonly SecretObject[];
  readonly nodeFiles?: NodeFiles;
  /** In name order. */
  readonly plugins?: readonly KeyringPlugin[];
  readonly rules: CredentialRules;
}

export interface Keyring {
  /**
   * The credentials for a repository (completed name without tag and digest) in the order in which they are tried;
   * plugins are asked anew.
   */
  lookup(repository: string): readonly TrackedCredential[];
}

/** Builds the keyring for one pod. Fails with the first secret that counts but does not decode. */
export function makeKeyring(options: KeyringOptions): Outcome<Keyring, CredentialsFault> {
  const { rules } = options;
  const entries: KeyringEntry[] = [];
  for (const secret of options.secrets) {
    const decoded = decodePullSecret(secret, rules);
    if (decoded.kind === "undecodable") return failed(decoded.fault);
    if (decoded.kind === "entries") entries.push(...decoded.entries);
  }
  const own = keyringPart(entries);
  return ok({
    lookup: (repository) =>
      [own, ...nodeParts(options, repository)].flatMap((part) =>
        lookupPart(part, repository, rules).entries.map(({ credential }) => credential),
      ),
  });
}

/** What comes after the secrets: file and plugins, each a part of its own or both merged into one. */
function nodeParts({ nodeFiles, plugins = [], rules }: KeyringOptions, repository: string): KeyringPart[] {
  const fromFiles = nodeFiles ? nodeEntries(nodeFiles, rules) : [];
  const fromPlugins = plugins.flatMap((plugin) => pluginEntries(plugin, repository, rules));
  if (rules.mergesNodeProviders) return [keyringPart([...fromFiles, ...fromPlugins])];
  return [keyringPart(fromFiles), keyringPart(fromPlugins)];
}
