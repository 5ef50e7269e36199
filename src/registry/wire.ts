import { isJsonObject, type JsonObject, listAt, textAt, utf8Text, valueAt } from "../base/index.ts";
import { type Descriptor, MEDIA_TYPES, type Platform } from "../kinds/index.ts";
import type { Referrer } from "./answer.ts";
import type { RegistryError } from "./evidence.ts";

const { dockerManifest, dockerList, ociManifest, ociIndex } = MEDIA_TYPES;

/** All kinds of manifest that clients know. */
export const ACCEPT_MANIFEST: string = [ociIndex, dockerList, ociManifest, dockerManifest].join(", ");

const INDEX_TYPES: ReadonlySet<string> = new Set([dockerList, ociIndex]);
const IMAGE_TYPES: ReadonlySet<string> = new Set([dockerManifest, ociManifest]);
const LONGEST_TEXT = 300;

export function isIndexType(mediaType: string): boolean {
  return INDEX_TYPES.has(mediaType);
}

export function isImageType(mediaType: string): boolean {
  return IMAGE_TYPES.has(mediaType);
}

export function readJsonBody(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(utf8Text(body) ?? "");
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The specification's error list, or the fields that registries send in its stead (`details`, `message`, `error`). */
export function errorsOf(body: Uint8Array): readonly RegistryError[] {
  const document = readJsonBody(body);
  if (document === undefined) return [];
  const listed = listAt(document, "errors").map((error) => ({
    code: short(textAt(error, "code") ?? ""),
    message: short(textAt(error, "message") ?? ""),
  }));
  if (listed.length > 0) return listed;
  const message = textAt(document, "details") ?? textAt(document, "message") ?? textAt(document, "error_description");
  const code = textAt(document, "code") ?? textAt(document, "error");
  return message === undefined && code === undefined
    ? []
    : [{ code: short(code ?? ""), message: short(message ?? "") }];
}

/** The beginning of a body that is text. */
export function beginningOf(body: Uint8Array): string {
  return short(new TextDecoder().decode(body.slice(0, LONGEST_TEXT * 4)));
}

function short(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** Members that are no descriptors are left out. */
export function descriptorsAt(document: JsonObject, key: string): readonly Descriptor[] {
  return listAt(document, key).flatMap((entry) => descriptorOf(entry) ?? []);
}

export function descriptorOf(entry: unknown): Descriptor | undefined {
  const [digest, mediaType, size] = [textAt(entry, "digest"), textAt(entry, "mediaType"), valueAt(entry, "size")];
  if (digest === undefined) return undefined;
  const platform = platformAt(valueAt(entry, "platform"));
  const base = { digest, mediaType: mediaType ?? "", size: typeof size === "number" ? size : 0 };
  return platform === undefined ? base : { ...base, platform };
}

/** Of an index entry or a config. */
export function platformAt(value: unknown): Platform | undefined {
  const [os, architecture, variant] = [textAt(value, "os"), textAt(value, "architecture"), textAt(value, "variant")];
  if (!os || !architecture) return undefined;
  return variant ? { os, architecture, variant } : { os, architecture };
}

/** Attestations are filed under `unknown/unknown`. */
export function isRunnable({ platform }: Descriptor): boolean {
  return platform !== undefined && platform.os !== "unknown";
}

export function referrersOf(document: JsonObject): readonly Referrer[] {
  return listAt(document, "manifests").flatMap((entry) => {
    const descriptor = descriptorOf(entry);
    if (descriptor === undefined) return [];
    const { digest, mediaType } = descriptor;
    return [{ digest, mediaType, artifactType: textAt(entry, "artifactType") ?? "" }];
  });
}
