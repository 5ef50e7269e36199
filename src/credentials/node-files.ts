import type { CredentialRules } from "../kinds/index.ts";
import { decodeDockerConfig, type DockerConfigFormat } from "./docker-config.ts";
import { bytesOf } from "./go-string.ts";
import { keyringEntries, type KeyringEntry } from "./keyring-entry.ts";
import { memoized } from "./memo.ts";

/** The docker config files in the kubelet's root directory, as text; absent where there is no such file. */
export interface NodeFiles {
  readonly configJson?: string;
  readonly dockercfg?: string;
}

/**
 * The node's own logins: those of `config.json` or, where that is absent or does not decode, of `.dockercfg`. A bad
 * file is only logged.
 */
export const nodeEntries: (files: NodeFiles, rules: CredentialRules) => readonly KeyringEntry[] = memoized(decode);

function decode({ configJson, dockercfg }: NodeFiles, rules: CredentialRules): readonly KeyringEntry[] {
  return decodeFile(configJson, "dockerconfigjson", rules) ?? decodeFile(dockercfg, "dockercfg", rules) ?? [];
}

function decodeFile(
  text: string | undefined,
  format: DockerConfigFormat,
  rules: CredentialRules,
): readonly KeyringEntry[] | undefined {
  if (text === undefined) return undefined;
  const config = decodeDockerConfig(bytesOf(text), format);
  if (!config.ok) return undefined;
  return keyringEntries(config.value.entries, (key) => ({ kind: "node", key }), rules.strictHosts);
}
