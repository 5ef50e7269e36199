import { base64, isJsonObject, Secret, sha256, textAt, utf8Bytes } from "../base/index.ts";
import { decodeBase64 } from "../credentials/index.ts";
import type { SecretObject } from "../kinds/index.ts";
import { type CreateChange, type DeleteChange, type DiffLine, idOf, type ObjectId } from "./plan.ts";

/** What a pull secret was before any fix. */
export interface Before {
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
  /** It is as the fix has left it. */
  readonly isUntouched: boolean;
}

const BEFORE = "before";
const AFTER = "after";
const ABOUT = "pullwhy.dev/about";

/** Where an old login is kept until somebody takes the fix back, or deletes it: in a secret, as it was. */
export function undoKeeperOf({ metadata: { namespace = "default", name = "" } }: SecretObject): ObjectId {
  return { apiVersion: "v1", kind: "Secret", namespace, name: `pullwhy-undo-${name}`.slice(0, 253) };
}

/** Keeps what the secret is now, unless what it was before an earlier fix is kept already. `after`: what the fix makes of its data. */
export function keptSecret(secret: SecretObject, after: string, keepers: readonly SecretObject[]): CreateChange {
  const object = undoKeeperOf(secret);
  const own = keepers.find(({ metadata }) => metadata.name === object.name);
  const { type = "Opaque", data = {} } = secret;
  const before = (own && textIn(own, BEFORE)) ?? JSON.stringify({ type, data });
  const annotations = { [ABOUT]: `What a fix has changed in secret ${secret.metadata.name}; --undo brings it back` };
  const body = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { namespace: object.namespace, name: object.name, annotations },
    type: "Opaque",
    data: { [BEFORE]: new Secret(base64(utf8Bytes(before))), [AFTER]: base64(utf8Bytes(hashOf(after))) },
  };
  const diff: readonly DiffLine[] = [{ sign: "+", text: `what secret ${secret.metadata.name} was, for --undo` }];
  const risk = "The old login stays readable there until the secret is deleted";
  return { kind: "create", replaces: true, object, body, diff, reason: "A login that is replaced is not lost", risk };
}

/** Undefined where nobody keeps it any more. */
export function beforeOf(secret: SecretObject, keepers: readonly SecretObject[]): Before | undefined {
  const keeper = keepers.find(({ metadata }) => metadata.name === undoKeeperOf(secret).name);
  const text = keeper && textIn(keeper, BEFORE);
  if (keeper === undefined || text === undefined) return undefined;
  const kept: unknown = JSON.parse(text);
  const data = isJsonObject(kept) && isJsonObject(kept["data"]) ? kept["data"] : {};
  const isUntouched = textIn(keeper, AFTER) === hashOf(dataText(secret.data ?? {}));
  return { type: textAt(kept, "type") ?? "Opaque", data: data as Before["data"], isUntouched };
}

export function forgottenKeeper(secret: SecretObject, keepers: readonly SecretObject[]): readonly DeleteChange[] {
  const keeper = keepers.find(({ metadata }) => metadata.name === undoKeeperOf(secret).name);
  if (keeper === undefined) return [];
  const diff: readonly DiffLine[] = [{ sign: "-", text: "deleted: what it kept is brought back" }];
  const { uid = "" } = keeper.metadata;
  return [{ kind: "delete", object: idOf(keeper), uid, diff, reason: "It is not needed any more", risk: "None" }];
}

/** The data of a pull secret as a text that tells one from another. */
export function dataText(data: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(data).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Kept in the secret beside the login itself: whoever reads it knows more already. */
function hashOf(text: string): string {
  return sha256(text);
}

/** A key of a secret as a text; undefined where it is not there. */
export function textIn({ data = {} }: SecretObject, key: string): string | undefined {
  const bytes = decodeBase64(data[key] ?? "", "padded");
  if (!bytes.ok || bytes.value === "") return undefined;
  return new TextDecoder().decode(Uint8Array.from(bytes.value, (character) => character.charCodeAt(0)));
}
