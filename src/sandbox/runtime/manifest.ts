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
  readonly os: string;
  readonly architecture: string;
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
  const { os = "", architecture = "", rootfs, config } = (readJson(bytes) ?? {}) as ConfigDocument;
  return { os, architecture, diffIds: rootfs?.diff_ids ?? [], command: config?.Cmd ?? [] };
}

interface ConfigDocument {
  readonly os?: string;
  readonly architecture?: string;
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

/** The first manifest for a node of this platform (`linux/arm64`); a variant counts where both name one. */
export function manifestFor(platform: string, manifests: readonly Descriptor[]): Descriptor | undefined {
  const wanted = parsePlatform(platform);
  return wanted && manifests.find(({ platform: offered }) => offered !== undefined && runsOn(offered, wanted));
}

export function runsOn(offered: Platform, wanted: Platform): boolean {
  if (offered.os !== wanted.os || offered.architecture !== wanted.architecture) return false;
  return offered.variant === undefined || wanted.variant === undefined || offered.variant === wanted.variant;
}
