import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";

import { expect, test } from "vitest";

import { type ImageWorld, MEDIA_TYPES } from "../../../kinds/index.ts";
import { buildImage } from "./image-content.ts";

const image: ImageWorld = { tag: "1.0", platforms: ["linux/amd64"], size: 10_000 };

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const json = (bytes: Uint8Array): Manifest => JSON.parse(Buffer.from(bytes).toString()) as Manifest;

type Digests = readonly { readonly digest: string }[];

interface Manifest {
  readonly manifests: Digests;
  readonly config: Digests[number];
  readonly layers: Digests;
}

test("buildImage() gives every content its true digest and size, and names all of it (image-spec 1.1)", () => {
  const [top, ...rest] = buildImage("team/web", { ...image, platforms: ["linux/amd64", "linux/arm/v7"] });
  const byDigest = new Map(rest.map((content) => [content.digest, content]));

  for (const content of [top, ...rest]) {
    expect(content).toMatchObject({ digest: sha256(content.bytes), size: content.bytes.length });
  }
  expect(json(top.bytes)).toMatchObject({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: [
      { mediaType: MEDIA_TYPES.ociManifest, platform: { os: "linux", architecture: "amd64" } },
      { mediaType: MEDIA_TYPES.ociManifest, platform: { os: "linux", architecture: "arm", variant: "v7" } },
    ],
  });
  for (const { digest } of json(top.bytes).manifests) {
    const { config, layers } = json(byDigest.get(digest)?.bytes ?? new Uint8Array());
    expect(byDigest.get(config.digest)?.mediaType).toBe(MEDIA_TYPES.ociConfig);
    expect(layers.map((layer) => byDigest.get(layer.digest)?.mediaType)).toEqual([MEDIA_TYPES.ociLayerGzip]);
  }
});

test.each([2100, 2101, 5000, 65_536, 200_001])("buildImage() makes a layer of exactly %d bytes", (size) => {
  const [, , layer] = buildImage("team/web", { ...image, size });

  expect(layer?.size).toBe(size);
});

test("buildImage() puts a tar archive (POSIX ustar) into the layer, whose digest the config names", () => {
  const [, config, layer] = buildImage("team/web", image);
  const archive = gunzipSync(layer?.bytes ?? new Uint8Array());
  const field = (from: number, length: number): string => archive.toString("latin1", from, from + length);
  const sum = [...archive.subarray(0, 512)].reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);

  expect(json(config?.bytes ?? new Uint8Array())).toMatchObject({
    os: "linux",
    architecture: "amd64",
    rootfs: { type: "layers", diff_ids: [sha256(archive)] },
  });
  expect(field(0, 4)).toBe("app\0");
  expect(field(257, 8)).toBe("ustar\u000000");
  expect(Number.parseInt(field(148, 6), 8)).toBe(sum);
  expect(archive.length).toBe(512 + Math.ceil(Number.parseInt(field(124, 11), 8) / 512) * 512 + 1024);
});

test("buildImage() is the same for equal worlds whatever the tag, and differs with repository and content", () => {
  const digest = (repository: string, world: ImageWorld): string => buildImage(repository, world)[0].digest;

  expect(digest("team/web", { ...image, tag: "latest" })).toBe(digest("team/web", image));
  expect(digest("team/api", image)).not.toBe(digest("team/web", image));
  expect(digest("team/web", { ...image, content: "second build" })).not.toBe(digest("team/web", image));
});
