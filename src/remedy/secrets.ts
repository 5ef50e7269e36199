import { base64, isJsonObject, type JsonObject, objectAt, Secret, utf8Bytes } from "../base/index.ts";
import { decodeBase64 } from "../credentials/index.ts";
import type { KubernetesObject, SecretObject } from "../kinds/index.ts";
import { patched, pointer } from "./json-patch.ts";
import type { Login } from "./logins.ts";
import { forgetting, keeping, madeByFix, type Undo } from "./undo.ts";
import { type CreateChange, type DiffLine, idOf, type PatchChange, type RemakeChange } from "./plan.ts";

const TYPE = "kubernetes.io/dockerconfigjson";
const DATA_KEY = ".dockerconfigjson";

interface Why {
  readonly reason: string;
  readonly risk: string;
}

interface Auths {
  readonly set?: Readonly<Record<string, Pick<Login, "username" | "password">>>;
  readonly drop?: readonly string[];
  /** It takes a fix back. */
  readonly isUndo?: boolean;
}

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

/** The pull secret with a login filed under a key, or taken out. */
export function secretChanged(secret: SecretObject, auths: Auths, why: Why): PatchChange | RemakeChange {
  const set = Object.entries(auths.set ?? {}).flatMap(([key, { username }]) => setLines(key, username));
  const dropped = (auths.drop ?? []).map((key): DiffLine => ({ sign: "-", text: `auths["${key}"]` }));
  const diff = [...dropped, ...set];
  const config = encoded(configText(configOf(secret), auths));
  if (secret.type !== TYPE) return remadeSecret(secret, config, { ...why, diff });

  const path = pointer("data", DATA_KEY);
  const op = secret.data === undefined ? { path: "/data", value: { [DATA_KEY]: config } } : { path, value: config };
  const resourceVersion = secret.metadata.resourceVersion ?? "";
  const note = auths.isUndo === true ? forgetting() : keeping(secret, undoIn(secret, auths));
  return { kind: "patch", object: idOf(secret), resourceVersion, patch: [{ op: "add", ...op }, note], diff, ...why };
}

/** A login that was replaced or taken out is kept nowhere. */
function undoIn(secret: SecretObject, { set = {}, drop = [] }: Auths): Undo {
  const before = objectAt(configOf(secret), "auths");
  const [replaced, added] = [
    Object.keys(set).filter((key) => key in before),
    Object.keys(set).filter((key) => !(key in before)),
  ];
  return { drop: added, lost: [...drop, ...replaced].map((key) => `the login under ${key}`) };
}

/** What it holds, under the type and the key that the kubelet reads: a type cannot be changed in place. */
export function secretRetyped(secret: SecretObject, why: Why): RemakeChange {
  const diff: readonly DiffLine[] = [
    { sign: "-", text: `type: ${secret.type ?? "Opaque"}` },
    { sign: "+", text: `type: ${TYPE}` },
  ];
  return remadeSecret(secret, encoded(JSON.stringify(configOf(secret))), { ...why, diff });
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

function typed({ type = "Opaque" }: SecretObject): KubernetesObject & { readonly type: string } {
  return { apiVersion: "v1", kind: "Secret", metadata: {}, type };
}

function remadeSecret(
  secret: SecretObject,
  config: Secret,
  about: Why & { readonly diff: readonly DiffLine[] },
): RemakeChange {
  const { uid = "", resourceVersion = "", name, namespace, labels, ownerReferences } = secret.metadata;
  const metadata = { name, namespace, ...(labels && { labels }), ...(ownerReferences && { ownerReferences }) };
  const body = { ...typed(secret), metadata, type: TYPE, data: { [DATA_KEY]: config } } as KubernetesObject;
  const lost = [`what it was, of type ${secret.type ?? "Opaque"},`];
  const noted = patched(body, [keeping(body, { lost })]);
  return { kind: "remake", object: idOf(secret), uid, resourceVersion, body: noted, ...about };
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
