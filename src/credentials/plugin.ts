import { Secret } from "../base/index.ts";
import type { CredentialRules } from "../kinds/index.ts";
import { parseAddress } from "./address.ts";
import { bytesOf, goText } from "./go-string.ts";
import { keyringEntries, type KeyringEntry } from "./keyring-entry.ts";
import { matchesKey } from "./key-match.ts";
import type { ServiceAccountCoordinates } from "./tracked-credential.ts";

/** A credential provider plugin, as far as a keyring knows it. */
export interface KeyringPlugin {
  readonly name: string;
  /** Patterns of the images that it is asked for, by the rules of registry keys. */
  readonly matchImages: readonly string[];
  /** Asked with the completed name without tag and digest; undefined: it has, or may give, nothing. */
  readonly answer: (repository: string) => PluginAnswer | undefined;
}

export interface PluginAnswer {
  /** By registry key; the keys are filed and matched as those of a pull secret. */
  readonly auths: Readonly<Record<string, { readonly username: string; readonly password: string }>>;
  readonly serviceAccount?: ServiceAccountCoordinates;
}

/** Whether a plugin is asked for a repository. */
export function isPluginFor(matchImages: readonly string[], repository: string, rules: CredentialRules): boolean {
  const address = parseAddress(bytesOf(repository), rules.strictHosts);
  if (address === undefined) return false;
  return matchImages.some((pattern) => {
    const key = parseAddress(bytesOf(pattern), rules.strictHosts);
    return key !== undefined && matchesKey(key, address, rules);
  });
}

/** What a plugin gives for a repository. */
export function pluginEntries(
  { name, matchImages, answer }: KeyringPlugin,
  repository: string,
  rules: CredentialRules,
): readonly KeyringEntry[] {
  const answered = isPluginFor(matchImages, repository, rules) ? answer(repository) : undefined;
  if (answered === undefined) return [];
  const { auths, serviceAccount } = answered;
  const logins = Object.entries(auths).map(
    ([key, { username, password }]) =>
      [key, { username: goText(username), password: new Secret(goText(password)), email: "" }] as const,
  );
  const holder = { kind: "plugin", name, ...(serviceAccount && { serviceAccount }) } as const;
  return keyringEntries(logins, (key) => ({ ...holder, key }), rules.strictHosts);
}
