import type { CredentialRules, SecretObject } from "../kinds/index.ts";
import { decodeBase64 } from "./base64.ts";
import { decodeDockerConfig, type DockerConfigFormat } from "./docker-config.ts";
import type { CredentialsFault } from "./fault.ts";
import { keyringEntries, type KeyringEntry } from "./keyring-entry.ts";
import { memoized } from "./memo.ts";
import type { CredentialSource } from "./tracked-credential.ts";

/** What the kubelet makes of one secret that a pod names in `imagePullSecrets`. */
export type PullSecret =
  | {
      readonly kind: "entries";
      readonly entries: readonly KeyringEntry[];
      /** Registry keys that stand in the text again further down. */
      readonly shadowed: readonly string[];
    }
  /** Left out without a sign: it has another type, lacks the key that goes with its type, or that key is empty. */
  | { readonly kind: "ignored"; readonly why: "type" }
  | { readonly kind: "ignored"; readonly why: "data-key" | "empty"; readonly dataKey: string }
  | { readonly kind: "undecodable"; readonly fault: CredentialsFault };

interface Format {
  readonly type: string;
  readonly dataKey: string;
  readonly format: DockerConfigFormat;
}

const FORMATS: readonly Format[] = [
  { type: "kubernetes.io/dockerconfigjson", dataKey: ".dockerconfigjson", format: "dockerconfigjson" },
  { type: "kubernetes.io/dockercfg", dataKey: ".dockercfg", format: "dockercfg" },
];

/** Reads a pull secret as pkg/credentialprovider/secrets does. The result is remembered for the object. */
export const decodePullSecret: (secret: SecretObject, rules: CredentialRules) => PullSecret = memoized(decode);

function decode(secret: SecretObject, rules: CredentialRules): PullSecret {
  const fitting = FORMATS.filter(({ type }) => type === secret.type || !rules.requireType);
  const [first] = fitting;
  if (first === undefined) return { kind: "ignored", why: "type" };
  const data = secret.data ?? {};
  const filled = fitting.find(({ dataKey }) => (data[dataKey] ?? "") !== "");
  if (filled !== undefined) return decodeAs(secret, filled, rules);
  const { dataKey } = first;
  return { kind: "ignored", why: fitting.some((format) => format.dataKey in data) ? "empty" : "data-key", dataKey };
}

function decodeAs(secret: SecretObject, { dataKey, format }: Format, rules: CredentialRules): PullSecret {
  const { uid = "", namespace = "", name = "" } = secret.metadata;
  const bytes = decodeBase64(secret.data?.[dataKey] ?? "", "padded");
  const config = bytes.ok ? decodeDockerConfig(bytes.value, format) : bytes;
  if (!config.ok) {
    const fault = {
      code: "CREDENTIALS_UNDECODABLE",
      secret: `${namespace}/${name}`,
      dataKey,
      message: config.fault,
    } as const;
    return { kind: "undecodable", fault };
  }
  const { entries, shadowed } = config.value;
  const sourceOf = (key: string): CredentialSource => ({ kind: "secret", uid, namespace, name, key });
  return { kind: "entries", entries: keyringEntries(entries, sourceOf, rules.strictHosts), shadowed };
}
