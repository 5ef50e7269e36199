import { oncePerObject, sha256, utf8Bytes } from "../../../base/index.ts";
import { type Descriptor, type ImageWorld, MEDIA_TYPES, parsePlatform, type Platform } from "../../../kinds/index.ts";
import { buildLayer } from "./layer.ts";

/** Content under its digest. */
export interface Content extends Descriptor {
  readonly kind: "manifest" | "config" | "layer";
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** All content of an image; the first is what its tag names. */
export type ImageContent = readonly [top: Content, ...rest: Content[]];

const CHART_CONFIG = "application/vnd.cncf.helm.config.v1+json";
const CREATED = "2025-01-01T00:00:00Z";

/**
 * Builds an image from what the world says of it; equal images of one repository name are equal bytes, whatever their
 * tag and host. What the container does stands in the config's command, for the runtime to read. A world that is run many
 * times builds its images once.
 */
export function buildImage(repository: string, image: ImageWorld): ImageContent {
  const ofImage = builtFrom(image);
  const built = ofImage.get(repository) ?? newImage(repository, image);
  ofImage.set(repository, built);
  return built;
}

const builtFrom = oncePerObject((_image: ImageWorld) => new Map<string, ImageContent>());

function newImage(repository: string, image: ImageWorld): ImageContent {
  const platforms = image.platforms.map((text) => parsePlatform(text) ?? { os: "linux", architecture: text });
  const [first, ...others] = platforms.map((platform) => buildManifest(repository, image, platform));
  if (first === undefined) throw new Error(`Image ${repository}:${image.tag} has no platform`);
  if (others.length === 0) return first;
  const all = [first, ...others];
  const list = {
    schemaVersion: 2,
    mediaType: image.format === "docker" ? MEDIA_TYPES.dockerList : MEDIA_TYPES.ociIndex,
    manifests: all.map(([top], index) => ({ ...descriptorOf(top), platform: platforms[index] })),
  };
  return [contentOf("manifest", list.mediaType, jsonBytes(list)), ...all.flat()];
}

function buildManifest(repository: string, image: ImageWorld, platform: Platform): ImageContent {
  const identity = identityOf(repository, image, platform);
  const { mediaType, bytes, diffId } = buildLayer(image, identity);
  const layer = contentOf("layer", mediaType, bytes);
  const config = contentOf("config", configType(image), jsonBytes(configOf(image, platform, diffId)));
  const manifest = {
    schemaVersion: 2,
    mediaType: image.format === "docker" ? MEDIA_TYPES.dockerManifest : MEDIA_TYPES.ociManifest,
    config: descriptorOf(config),
    layers: [descriptorOf(layer)],
  };
  return [contentOf("manifest", manifest.mediaType, jsonBytes(manifest)), config, layer];
}

function identityOf(repository: string, image: ImageWorld, { os, architecture, variant = "" }: Platform): string {
  return [repository, os, architecture, variant, image.content ?? ""].filter((part) => part !== "").join(" ");
}

function configOf(image: ImageWorld, platform: Platform, diffId: string): unknown {
  return {
    ...platform,
    created: CREATED,
    config: { Env: ["PATH=/"], Cmd: commandOf(image) },
    rootfs: { type: "layers", diff_ids: [diffId] },
    history: [{ created: CREATED, created_by: "pullwhy sandbox" }],
  };
}

/** `/app` waits to be told to stop; the words behind it say what else it does, for the sandbox's runtime to read. */
function commandOf({ exitCode, runsFor = 0, readyAfter, failsAfter, log, programs }: ImageWorld): readonly string[] {
  return [
    "/app",
    ...(exitCode === undefined ? [] : ["exit", String(exitCode), "after", String(runsFor)]),
    ...(readyAfter === undefined ? [] : ["ready", "after", String(readyAfter)]),
    ...(failsAfter === undefined ? [] : ["fails", "after", String(failsAfter)]),
    ...(programs === undefined ? [] : ["has", programs.join(":")]),
    ...(log === undefined ? [] : ["log", log]),
  ];
}

function configType({ artifact, format }: ImageWorld): string {
  if (artifact === "chart") return CHART_CONFIG;
  return format === "docker" ? MEDIA_TYPES.dockerConfig : MEDIA_TYPES.ociConfig;
}

function contentOf(kind: Content["kind"], mediaType: string, bytes: Uint8Array<ArrayBuffer>): Content {
  return { kind, mediaType, digest: `sha256:${sha256(bytes)}`, size: bytes.length, bytes };
}

function descriptorOf({ mediaType, digest, size }: Content): Descriptor {
  return { mediaType, digest, size };
}

function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(utf8Bytes(JSON.stringify(value, undefined, 2)));
}
