import { base64, isJsonObject, type JsonObject, objectAt, Secret, utf8Bytes, valueAt } from "../base/index.ts";
import { decodeBase64 } from "../credentials/index.ts";
import type { KubernetesObject, SecretObject } from "../kinds/index.ts";
import { type JsonPatch, patched, type PatchOperation, pointer } from "./json-patch.ts";
import type { Login } from "./logins.ts";
import { type Before, dataText, keptSecret } from "./secret-keeper.ts";
import { forgetting, keeping, madeByFix, undoOf } from "./undo.ts";
import { type Change, type CreateChange, type DiffLine, idOf, type PatchChange, type RemakeChange } from "./plan.ts";

const TYPE = "kubernetes.io/dockerconfigjson";
const DATA_KEY = ".dockerconfigjson";

interface Why {
  readonly reason: string;
  readonly risk: string;
}

interface Auths {
  readonly set?: Readonly<Record<string, Pick<Login, "username" | "password">>>;
  readonly drop?: readonly string[];
}

/** Where old logins are kept. */
type Keepers = readonly SecretObject[];

/** A new pull secret with one login. */
export function secretWith(
  id: { readonly namespace: string; readonly name: string },
  login: Login,
  why: Why,
): CreateChange {
  const text = configText({}, { set: { [login.key]: login } });
  const metadata = { ...id, annotations: madeByFix() };
  const body = { apiVersion: "v1", kind: "Secret", metadata, type: TYPE, data: { [DATA_KEY]: encoded(text) } };
  return { kind: "create", object: idOf(body), body, diff: setLines(login.key, login.username), ...why };
}

/** The pull secret with a login filed under a key, or taken out; what goes is kept first. */
export function secretChanged(
  secret: SecretObject,
  { keepers, ...auths }: Auths & { readonly keepers: Keepers },
  why: Why,
): readonly Change[] {
  const { set = {}, drop = [] } = auths;
  const lines = Object.entries(set).flatMap(([key, { username }]) => setLines(key, username));
  const diff = [...drop.map((key): DiffLine => ({ sign: "-", text: `auths["${key}"]` })), ...lines];
  const config = encoded(configText(configOf(secret), auths));
  if (!isPatchable(secret)) return remadeSecret(secret, config, { ...why, diff, keepers });
  const before = objectAt(configOf(secret), "auths");
  const isAdding = drop.length === 0 && Object.keys(set).every((key) => !(key in before)) && isWhole(secret);
  const undo = isAdding ? { drop: Object.keys(set) } : { kept: true };
  const after = dataText({ ...secret.data, [DATA_KEY]: config.reveal() });
  const patch = patchOf(secret, config, { ...why, diff, note: keeping(secret, undo) });
  return isAdding && undoOf(secret)?.kept !== true
    ? [patch]
    : [keptSecret(withoutAdded(secret), after, keepers), patch];
}

/** Without what an earlier fix has added to it. */
function withoutAdded(secret: SecretObject): SecretObject {
  const { drop = [] } = undoOf(secret) ?? {};
  if (drop.length === 0) return secret;
  const config = encoded(configText(configOf(secret), { drop })).reveal();
  return { ...secret, data: { ...secret.data, [DATA_KEY]: config } };
}

function isPatchable(secret: SecretObject): boolean {
  return secret.type === TYPE && valueAt(secret, "immutable") !== true;
}

/** Entries that do not decode go with the next change. */
function isWhole(secret: SecretObject): boolean {
  return Object.values(objectAt(configOf(secret), "auths")).every(isGood) && secret.data?.[DATA_KEY] !== undefined;
}

function patchOf(
  secret: SecretObject,
  config: Secret,
  { note, ...about }: Why & { readonly diff: readonly DiffLine[]; readonly note: PatchOperation },
): PatchChange {
  const path = pointer("data", DATA_KEY);
  const op = secret.data === undefined ? { path: "/data", value: { [DATA_KEY]: config } } : { path, value: config };
  const resourceVersion = secret.metadata.resourceVersion ?? "";
  return { kind: "patch", object: idOf(secret), resourceVersion, patch: [{ op: "add", ...op }, note], ...about };
}

/** As it was before any fix: all of it where that is kept, else without the keys that fixes have added. */
export function secretRestored(
  secret: SecretObject,
  { before, drop }: { readonly before: Before | undefined; readonly drop: readonly string[] },
  why: Why,
): Change {
  if (before === undefined) {
    const diff = drop.map((key): DiffLine => ({ sign: "-", text: `auths["${key}"]` }));
    return patchOf(secret, encoded(configText(configOf(secret), { drop })), { ...why, diff, note: forgetting() });
  }
  const diff: readonly DiffLine[] = [{ sign: "+", text: "the logins that it held" }];
  const data = Object.fromEntries(Object.entries(before.data).map(([key, value]) => [key, new Secret(value)] as const));
  if (before.type !== secret.type || !isPatchable(secret)) {
    const body = { ...typed(before), metadata: keptMetadata(secret), data } as KubernetesObject;
    return { kind: "remake", ...versionOf(secret), body, ...why, diff };
  }
  const patch: JsonPatch = [{ op: "add", path: "/data", value: data }, forgetting()];
  return {
    kind: "patch",
    object: idOf(secret),
    resourceVersion: versionOf(secret).resourceVersion,
    patch,
    ...why,
    diff,
  };
}

/** What it holds, under the type and the key that the kubelet reads: a type cannot be changed in place. */
export function secretRetyped(secret: SecretObject, keepers: Keepers, why: Why): readonly Change[] {
  const diff: readonly DiffLine[] = [
    { sign: "-", text: `type: ${secret.type ?? "Opaque"}` },
    { sign: "+", text: `type: ${TYPE}` },
  ];
  return remadeSecret(secret, encoded(JSON.stringify(configOf(secret))), { ...why, diff, keepers });
}

/** The same pull secret in another namespace. */
export function secretCopied(secret: SecretObject, namespace: string, why: Why): CreateChange {
  const { name = "" } = secret.metadata;
  const data = Object.entries(secret.data ?? {}).map(([key, value]) => [key, new Secret(value)] as const);
  const body = {
    ...typed(secret),
    metadata: { namespace, name, annotations: madeByFix() },
    data: Object.fromEntries(data),
  };
  const diff: readonly DiffLine[] = [{ sign: "+", text: `as secret ${secret.metadata.namespace}/${name}` }];
  return { kind: "create", object: idOf(body), body, diff, ...why };
}

function typed({ type = "Opaque" }: Pick<SecretObject, "type">): KubernetesObject & { readonly type: string } {
  return { apiVersion: "v1", kind: "Secret", metadata: {}, type };
}

function remadeSecret(
  secret: SecretObject,
  config: Secret,
  { keepers, ...about }: Why & { readonly diff: readonly DiffLine[]; readonly keepers: Keepers },
): readonly Change[] {
  const metadata = keptMetadata(secret);
  const body = { ...typed(secret), metadata, type: TYPE, data: { [DATA_KEY]: config } } as KubernetesObject;
  const earlier = undoOf(secret) ?? {};
  const noted = patched(body, [keeping(body, { ...earlier, kept: true })]);
  const after = dataText({ [DATA_KEY]: config.reveal() });
  return [
    keptSecret(withoutAdded(secret), after, keepers),
    { kind: "remake", ...versionOf(secret), body: noted, ...about },
  ];
}

function versionOf(secret: SecretObject): Pick<RemakeChange, "object" | "uid" | "resourceVersion"> {
  const { uid = "", resourceVersion = "" } = secret.metadata;
  return { object: idOf(secret), uid, resourceVersion };
}

function keptMetadata({ metadata }: SecretObject): KubernetesObject["metadata"] {
  const { name = "", namespace, labels, ownerReferences } = metadata;
  return {
    name,
    ...(namespace && { namespace }),
    ...(labels && { labels }),
    ...(ownerReferences && { ownerReferences }),
  };
}

function setLines(key: string, username: string): readonly DiffLine[] {
  return [{ sign: "+", text: `auths["${key}"]: login of ${username}` }];
}

function encoded(text: string): Secret {
  return new Secret(base64(utf8Bytes(text)));
}

/** What the secret holds, whatever it is filed under; nothing where it is no JSON. */
function configOf({ data = {} }: SecretObject): JsonObject {
  const text = data[DATA_KEY] ?? data[".dockercfg"] ?? "";
  try {
    const bytes = decodeBase64(text, "padded");
    const json: unknown = bytes.ok ? JSON.parse(utf8Of(bytes.value)) : {};
    if (!isJsonObject(json)) return {};
    return DATA_KEY in data ? json : { auths: json };
  } catch {
    return {};
  }
}

/** Bytes as characters are given by the decoder. */
function utf8Of(binary: string): string {
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

/** Entries that do not decode would take all with them: they go. */
function configText(config: JsonObject, { set = {}, drop = [] }: Auths): string {
  const kept = Object.entries(objectAt(config, "auths")).filter(([key, entry]) => !drop.includes(key) && isGood(entry));
  const added = Object.entries(set).map(([key, { username, password }]) => [
    key,
    { username, password: password.reveal(), auth: base64(utf8Bytes(`${username}:${password.reveal()}`)) },
  ]);
  return JSON.stringify({ ...config, auths: { ...Object.fromEntries(kept), ...Object.fromEntries(added) } });
}

function isGood(entry: unknown): boolean {
  if (!isJsonObject(entry)) return false;
  const { auth } = entry;
  if (auth === undefined || auth === "") return true;
  if (typeof auth !== "string") return false;
  const decoded = decodeBase64(auth, auth.endsWith("=") ? "padded" : "unpadded");
  return decoded.ok && decoded.value.includes(":");
}
