import {
  failed,
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  ok,
  type Outcome,
  textAt,
  utf8Text,
} from "../../base/index.ts";
import { MEDIA_TYPES } from "../../kinds/index.ts";
import { isValidDigest } from "./digest.ts";

/** What a registry has to know of a manifest that is pushed. */
export interface PushedManifest {
  readonly mediaType: string;
  readonly config?: string;
  /** Digests of layers that the registry has to have. */
  readonly layers: readonly string[];
  /** Digests of an index's manifests. */
  readonly manifests: readonly string[];
  readonly subject?: string;
  /** What the referrers API says of it besides media type, digest and size. */
  readonly shown: { readonly artifactType?: string; readonly annotations?: JsonObject };
}

const IMAGES: readonly string[] = [MEDIA_TYPES.ociManifest, MEDIA_TYPES.dockerManifest];
const INDEXES: readonly string[] = [MEDIA_TYPES.ociIndex, MEDIA_TYPES.dockerList];
/** Layers that registries need not have, since others give them out. */
const ELSEWHERE = /nondistributable|foreign/;

/** Reads a manifest under the media type of its request; the fault is the sentence for the client. */
export function readPushedManifest(bytes: Uint8Array, contentType: string): Outcome<PushedManifest, string> {
  const json = parse(bytes);
  if (json === undefined) return failed("manifest is not a JSON object");
  const said = textAt(json, "mediaType");
  const mediaType = contentType === "" ? (said ?? "") : contentType;
  if (!IMAGES.includes(mediaType) && !INDEXES.includes(mediaType)) {
    return failed(`unsupported manifest media type: ${JSON.stringify(mediaType)}`);
  }
  if (said !== undefined && said !== mediaType) {
    return failed(`mediaType in manifest is ${JSON.stringify(said)}, not ${JSON.stringify(mediaType)}`);
  }
  if (json["schemaVersion"] !== 2) return failed("schemaVersion is not 2");
  const wrong = faultIn(json, mediaType);
  return wrong === undefined ? ok(summary(json, mediaType)) : failed(wrong);
}

function parse(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(utf8Text(bytes) ?? "");
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function faultIn(json: JsonObject, mediaType: string): string | undefined {
  const isImage = IMAGES.includes(mediaType);
  const [single, list, other] = isImage ? ["config", "layers", "manifests"] : ["", "manifests", "layers"];
  if (json[other ?? ""] !== undefined) return `${other} in a manifest of type ${mediaType}`;
  if (!Array.isArray(json[list ?? ""])) return `${list} is not a list`;
  if (isImage && !isDescriptor(json[single ?? ""])) return "config is not a descriptor";
  if (!listAt(json, list ?? "").every(isDescriptor)) return `${list} holds what is not a descriptor`;
  if (json["subject"] !== undefined && !isDescriptor(json["subject"])) return "subject is not a descriptor";
  return undefined;
}

function isDescriptor(value: unknown): boolean {
  const size = isJsonObject(value) ? value["size"] : undefined;
  const hasSize = Number.isSafeInteger(size) && Number(size) >= 0;
  return hasSize && textAt(value, "mediaType") !== undefined && isValidDigest(textAt(value, "digest") ?? "");
}

function summary(json: JsonObject, mediaType: string): PushedManifest {
  const config = textAt(json, "config", "digest");
  const subject = textAt(json, "subject", "digest");
  const artifactType = textAt(json, "artifactType") || textAt(json, "config", "mediaType");
  return {
    mediaType,
    ...(config === undefined ? {} : { config }),
    layers: listAt(json, "layers").filter(isHere).flatMap(digestOf),
    manifests: listAt(json, "manifests").flatMap(digestOf),
    ...(subject === undefined ? {} : { subject }),
    shown: {
      ...(artifactType === undefined ? {} : { artifactType }),
      ...(isJsonObject(json["annotations"]) ? { annotations: objectAt(json, "annotations") } : {}),
    },
  };
}

function isHere(layer: unknown): boolean {
  return listAt(layer, "urls").length === 0 && !ELSEWHERE.test(textAt(layer, "mediaType") ?? "");
}

function digestOf(descriptor: unknown): readonly string[] {
  const digest = textAt(descriptor, "digest");
  return digest === undefined ? [] : [digest];
}
