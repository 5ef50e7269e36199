import { timestamp } from "../base/index.ts";
import type { CredentialRules, SecretObject } from "../kinds/index.ts";
import { expiryOf } from "./expiry.ts";
import { lossyText } from "./go-string.ts";
import { judgeEntries } from "./judge.ts";
import type { KeyringEntry } from "./keyring-entry.ts";
import { nodeEntries, type NodeFiles } from "./node-files.ts";
import { decodePullSecret, type PullSecret } from "./pull-secret.ts";
import { shownKey } from "./shown-key.ts";
import { keySentence, secretSentence, type KeyVerdict, type SecretVerdict } from "./verdict.ts";

/** One key of one secret (or of the node's files), or a secret that is of no use as a whole. Never a password. */
export interface CredentialRow {
  /** `namespace/name`; absent for the node's own files. */
  readonly secret?: string;
  /** The registry key as written, but for user info in it, which is `***`. */
  readonly key?: string;
  /** What it is filed under, likewise. */
  readonly lookupKey?: string;
  readonly username?: string;
  readonly used: boolean;
  /** From when the login is no good by its own account: ISO 8601. */
  readonly expires?: string;
  /** From 1: the how-manieth that is tried. */
  readonly order?: number;
  readonly verdict: KeyVerdict | SecretVerdict;
  readonly sentence: string;
}

export interface ExplainOptions {
  /** The completed name without tag and digest. */
  readonly repository: string;
  /** The pod's. */
  readonly namespace: string;
  /** In the pod's order; those of other namespaces are explained as such. */
  readonly secrets: readonly SecretObject[];
  readonly nodeFiles?: NodeFiles;
  readonly rules: CredentialRules;
}

interface Reading {
  readonly secret?: string;
  readonly verdict?: SecretVerdict;
  readonly entries: readonly KeyringEntry[];
  readonly shadowed: readonly string[];
}

/**
 * Says of every key that a pod's secrets and its node hold why its login is offered for a repository or is not, in
 * the order given.
 */
export function explainCredentials(options: ExplainOptions): readonly CredentialRow[] {
  const secrets = options.secrets.map((secret) => readSecret(secret, options));
  const node = {
    entries: copies(options.nodeFiles ? nodeEntries(options.nodeFiles, options.rules) : []),
    shadowed: [],
  };
  const blocking = secrets.find(({ verdict }) => verdict?.code === "CREDENTIALS_UNDECODABLE")?.secret;
  const parts = [secrets.flatMap(({ entries }) => entries), node.entries];
  const verdicts = judgeEntries(parts, options.repository, options.rules);
  const judge = (entry: KeyringEntry): KeyVerdict | undefined =>
    blocking === undefined ? verdicts.get(entry) : { code: "CREDENTIALS_BLOCKED", by: blocking };
  return [...secrets, node].flatMap((reading) => rowsOf(reading, options.repository, judge));
}

function readSecret(secret: SecretObject, { namespace, rules }: ExplainOptions): Reading {
  const { namespace: own = "", name = "" } = secret.metadata;
  const reading = { secret: `${own}/${name}`, entries: [], shadowed: [] };
  if (rules.ownNamespaceOnly && own !== namespace) {
    return { ...reading, verdict: { code: "CREDENTIALS_OTHER_NAMESPACE", podNamespace: namespace } };
  }
  const decoded = decodePullSecret(secret, rules);
  if (decoded.kind !== "entries") return { ...reading, verdict: uselessVerdict(decoded, secret) };
  return { ...reading, entries: copies(decoded.entries), shadowed: decoded.shadowed };
}

/** A pod may name one secret twice, whose entries are then tried twice: each gets a row of its own. */
function copies(entries: readonly KeyringEntry[]): KeyringEntry[] {
  return entries.map((entry) => ({ ...entry }));
}

function uselessVerdict(decoded: Exclude<PullSecret, { kind: "entries" }>, secret: SecretObject): SecretVerdict {
  if (decoded.kind === "undecodable") return { code: "CREDENTIALS_UNDECODABLE", message: decoded.fault.message };
  if (decoded.why === "type") return { code: "CREDENTIALS_WRONG_TYPE", type: secret.type ?? "Opaque" };
  if (decoded.why === "empty") return { code: "CREDENTIALS_EMPTY_VALUE", dataKey: decoded.dataKey };
  return { code: "CREDENTIALS_WRONG_DATA_KEY", wanted: decoded.dataKey, has: Object.keys(secret.data ?? {}) };
}

function rowsOf(
  { secret, verdict, entries, shadowed }: Reading,
  repository: string,
  judge: (entry: KeyringEntry) => KeyVerdict | undefined,
): CredentialRow[] {
  const holder = secret === undefined ? {} : { secret };
  if (secret !== undefined && verdict !== undefined) {
    return [{ ...holder, used: false, verdict, sentence: secretSentence(verdict, secret) }];
  }
  const replaced = shadowed.map((written): CredentialRow => {
    const key = shownKey(written, false);
    const shadow: KeyVerdict = { code: "CREDENTIALS_SHADOWED" };
    return { ...holder, key, used: false, verdict: shadow, sentence: keySentence(shadow, key, repository) };
  });
  const rows = entries.flatMap((entry) => {
    const own = judge(entry);
    return own === undefined ? [] : { ...holder, ...entryRow(entry, own, repository) };
  });
  return [...replaced, ...rows];
}

function entryRow({ lookupKey, credential }: KeyringEntry, verdict: KeyVerdict, repository: string): CredentialRow {
  const { text, utf8 } = credential.username;
  const { key } = credential.source;
  const expires = expiryOf(credential);
  return {
    key,
    ...(lookupKey !== undefined && { lookupKey: shownKey(lossyText(lookupKey), true) }),
    username: utf8 ? text : lossyText(text),
    ...(expires !== undefined && { expires: timestamp(expires) }),
    used: "order" in verdict,
    ...("order" in verdict && { order: verdict.order }),
    verdict,
    sentence: keySentence(verdict, key, repository),
  };
}
