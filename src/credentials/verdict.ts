import type { Difference } from "./key-match.ts";

/** Why one key's login is offered for an image, or is not. `order` counts from 1. */
export type KeyVerdict =
  | { readonly code: "CREDENTIALS_USED"; readonly order: number }
  /** Filed under `index.docker.io`, and nothing else matched a Docker Hub name. */
  | { readonly code: "CREDENTIALS_HUB_USED"; readonly order: number }
  /** Filed under `index.docker.io`, but another key matched. */
  | { readonly code: "CREDENTIALS_HUB_NOT_NEEDED"; readonly matched: string }
  | { readonly code: "CREDENTIALS_MISMATCH"; readonly differs: readonly Difference[] }
  /** The key is no URL; the kubelet only logs it. */
  | { readonly code: "CREDENTIALS_NOT_A_URL" }
  /** The same key stands further down in the text. */
  | { readonly code: "CREDENTIALS_SHADOWED" }
  /** Good in itself, but the secret `by` does not decode and takes all with it. */
  | { readonly code: "CREDENTIALS_BLOCKED"; readonly by: string };

/** Why a secret as a whole is of no use. */
export type SecretVerdict =
  | { readonly code: "CREDENTIALS_WRONG_TYPE"; readonly type: string }
  | { readonly code: "CREDENTIALS_WRONG_DATA_KEY"; readonly wanted: string; readonly has: readonly string[] }
  | { readonly code: "CREDENTIALS_EMPTY_VALUE"; readonly dataKey: string }
  /** `message` is the decoder's error text. */
  | { readonly code: "CREDENTIALS_UNDECODABLE"; readonly message: string }
  | { readonly code: "CREDENTIALS_OTHER_NAMESPACE"; readonly podNamespace: string };

const ASPECTS: Readonly<Record<Difference, string>> = {
  labels: "number of parts between the dots",
  host: "host",
  port: "port",
  path: "path",
};

/** Says a verdict on `key` in one sentence. */
export function keySentence(verdict: KeyVerdict, key: string, repository: string): string {
  switch (verdict.code) {
    case "CREDENTIALS_USED":
      return `${key} matches ${repository}: number ${verdict.order} to be tried`;
    case "CREDENTIALS_HUB_USED":
      return `${key} stands in for ${repository}, as no other key matches: number ${verdict.order} to be tried`;
    case "CREDENTIALS_HUB_NOT_NEEDED":
      return `${key} is not needed for ${repository}, as ${verdict.matched} matches`;
    case "CREDENTIALS_MISMATCH":
      return `${key} does not match ${repository}: ${verdict.differs.map((aspect) => ASPECTS[aspect]).join(", ")}`;
    case "CREDENTIALS_NOT_A_URL":
      return `${key} is no URL and is ignored`;
    case "CREDENTIALS_SHADOWED":
      return `${key} comes again further down in the same text, and the last one counts`;
    case "CREDENTIALS_BLOCKED":
      break;
  }
  return `${key} is not used, as secret ${verdict.by} does not decode`;
}

/** Says a verdict on a secret, `namespace/name`, in one sentence. */
export function secretSentence(verdict: SecretVerdict, secret: string): string {
  switch (verdict.code) {
    case "CREDENTIALS_WRONG_TYPE":
      return `Secret ${secret} is ignored: its type is ${verdict.type}, wanted kubernetes.io/dockerconfigjson or kubernetes.io/dockercfg`;
    case "CREDENTIALS_WRONG_DATA_KEY":
      return `Secret ${secret} is ignored: its data has ${verdict.has.join(", ") || "no key"}, wanted ${verdict.wanted}`;
    case "CREDENTIALS_EMPTY_VALUE":
      return `Secret ${secret} is ignored: its ${verdict.dataKey} is empty`;
    case "CREDENTIALS_UNDECODABLE":
      return `Secret ${secret} does not decode, and with it no secret is used: ${verdict.message}`;
    case "CREDENTIALS_OTHER_NAMESPACE":
      break;
  }
  return `Secret ${secret} is not read: the pod is in namespace ${verdict.podNamespace}`;
}
