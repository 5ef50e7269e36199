import { failed, ok, type Outcome, utf8Text } from "../../base/index.ts";
import { type Descriptor, MEDIA_TYPES, parsePlatform, type Platform } from "../../kinds/index.ts";
import type { ManifestProblem } from "./pull-fault.ts";

const { dockerManifest, dockerList, ociManifest, ociIndex } = MEDIA_TYPES;
const INDEX_TYPES: ReadonlySet<string> = new Set([dockerList, ociIndex]);
const IMAGE_TYPES: ReadonlySet<string> = new Set([dockerManifest, ociManifest]);

export interface ImageManifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface ImageConfig {
  readonly platform: Platform;
  readonly diffIds: readonly string[];
  readonly command: readonly string[];
}

export function isIndex({ mediaType }: Descriptor): boolean {
  return INDEX_TYPES.has(mediaType);
}

export function isManifest({ mediaType }: Descriptor): boolean {
  return IMAGE_TYPES.has(mediaType);
}

/** The manifests of an index, or what is wrong with the document. */
export function readIndex(bytes: Uint8Array): Outcome<readonly Descriptor[], ManifestProblem> {
  const document = readJson(bytes) as { readonly manifests?: readonly Descriptor[] } | undefined;
  if (document === undefined) return failed("not-json");
  return document.manifests === undefined ? failed("manifest-found") : ok(document.manifests);
}

export function readManifest(bytes: Uint8Array): Outcome<ImageManifest, ManifestProblem> {
  const document = readJson(bytes) as Partial<ImageManifest> | undefined;
  if (document === undefined) return failed("not-json");
  const { config, layers = [] } = document;
  return config === undefined ? failed("index-found") : ok({ config, layers });
}

/** Permissive: what is no image config is one of an unknown platform. */
export function readConfig(bytes: Uint8Array): ImageConfig {
  const { os = "", architecture = "", variant, rootfs, config } = (readJson(bytes) ?? {}) as ConfigDocument;
  const platform = { os, architecture, ...(variant === undefined ? {} : { variant }) };
  return { platform, diffIds: rootfs?.diff_ids ?? [], command: config?.Cmd ?? [] };
}

interface ConfigDocument {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  readonly rootfs?: { readonly diff_ids?: readonly string[] };
  readonly config?: { readonly Cmd?: readonly string[] };
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Text(bytes) ?? "");
  } catch {
    return undefined;
  }
}

/** The first manifest that runs on a node of this platform (`linux/arm64`). */
export function manifestFor(node: string, manifests: readonly Descriptor[]): Descriptor | undefined {
  return manifests.find(({ platform }) => platform !== undefined && runsOn(node, platform));
}

/** Variants count where both sides name one. */
export function runsOn(node: string, platform: Platform): boolean {
  const { os, architecture, variant } = parsePlatform(node) ?? { os: "", architecture: "" };
  if (os !== platform.os || architecture !== platform.architecture) return false;
  return variant === undefined || platform.variant === undefined || variant === platform.variant;
}
