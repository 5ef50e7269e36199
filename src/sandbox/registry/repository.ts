import { base64, binaryBytes, sha256 } from "../../base/index.ts";
import type { ImageWorld, PushedWorld, RepositoryWorld } from "../../kinds/index.ts";
import { compareTags } from "./compare-tags.ts";
import { buildImage, type Content } from "./content/index.ts";
import { type PushedManifest, readPushedManifest } from "./pushed-manifest.ts";

/** A manifest that refers to another one. */
export interface Referrer {
  readonly content: Content;
  readonly manifest: PushedManifest;
}

/** Images of the world, built when they are first asked for, beside what clients pushed. */
export class Repository {
  readonly name: string;
  /** May be pulled without a login. */
  public: boolean;
  readonly #tags = new Map<string, ImageWorld | Content>();
  /** Images whose content is perhaps not built yet. */
  #unbuilt: ImageWorld[] = [];
  readonly #variants = new Map<string, ImageWorld>();
  readonly #tops = new Map<ImageWorld, Content>();
  readonly #manifests = new Map<string, Content>();
  /** Configs and layers. */
  readonly #blobs = new Map<string, Content>();
  readonly #referrers = new Map<string, Referrer>();
  /** Sizes of what clients pushed, by digest. */
  readonly #pushed = new Map<string, number>();

  constructor(world: RepositoryWorld) {
    this.name = world.name;
    this.public = world.public;
    for (const image of world.tags) this.push(image);
    for (const { digest, data, manifest } of world.pushed ?? []) {
      const bytes = Uint8Array.from(binaryBytes(atob(data)));
      if (manifest === undefined) this.addBlob(layerOf(digest, bytes));
      else this.#putBack(manifest, bytes);
    }
  }

  /** As a world that has what is tagged here, and what clients pushed. */
  now(): RepositoryWorld {
    const tags = [...this.#tags.values()].flatMap((image) => ("bytes" in image ? [] : [image]));
    const pushed = [...this.#pushed.keys()].flatMap((digest): PushedWorld[] => {
      const blob = this.#blobs.get(digest);
      if (blob !== undefined) return [{ digest, data: base64(blob.bytes) }];
      const top = this.#manifests.get(digest);
      if (top === undefined) return [];
      const named = this.tags().filter((tag) => this.#tags.get(tag) === top);
      return [{ digest, data: base64(top.bytes), manifest: { mediaType: top.mediaType, tags: named } }];
    });
    return { name: this.name, public: this.public, tags, ...(pushed.length === 0 ? {} : { pushed }) };
  }

  #putBack({ mediaType, tags }: NonNullable<PushedWorld["manifest"]>, bytes: Uint8Array<ArrayBuffer>): void {
    const read = readPushedManifest(bytes, mediaType);
    if (!read.ok) throw new Error(`Cannot put back a manifest of ${this.name}: ${read.fault}`);
    const digest = `sha256:${sha256(bytes)}`;
    this.addManifest({ kind: "manifest", mediaType, digest, size: bytes.length, bytes }, read.value, tags);
  }

  push(image: ImageWorld): void {
    this.#tags.set(image.tag, image);
    this.#tops.delete(image);
    this.#unbuilt.push(image);
  }

  /** False where there is no such tag. */
  untag(tag: string): boolean {
    return this.#tags.delete(tag);
  }

  /** In the order of the distribution spec: alphabetical, whatever the case. */
  tags(): readonly string[] {
    return [...this.#tags.keys()].sort(compareTags);
  }

  /** The manifest or index behind a tag. */
  tagged(tag: string): Content | undefined {
    const named = this.#tags.get(tag);
    return named === undefined || "bytes" in named ? named : this.#build(named);
  }

  /** What a tag would name if its image had nothing for a platform; undefined for what is no tag of the world's images. */
  without(platform: string, tag: string): Content | undefined {
    const image = this.#tags.get(tag);
    if (image === undefined || "bytes" in image) return undefined;
    const platforms = image.platforms.filter((each) => each !== platform);
    const key = `${tag} without ${platform}`;
    const variant = this.#variants.get(key) ?? {
      ...image,
      platforms: [...platforms, ...OTHERS].slice(0, Math.max(2, platforms.length)),
    };
    this.#variants.set(key, variant);
    return this.#build(variant);
  }

  manifest(digest: string): Content | undefined {
    return this.#find(this.#manifests, digest);
  }

  blob(digest: string): Content | undefined {
    return this.#find(this.#blobs, digest);
  }

  /** What refers to the manifest of this digest, in the order in which it was pushed. */
  referrersOf(subject: string): readonly Referrer[] {
    return [...this.#referrers.values()].filter(({ manifest }) => manifest.subject === subject);
  }

  pushedBytes(): number {
    return [...this.#pushed.values()].reduce((sum, size) => sum + size, 0);
  }

  addBlob(content: Content): void {
    if (this.blob(content.digest) !== undefined) return;
    this.#blobs.set(content.digest, content);
    this.#pushed.set(content.digest, content.size);
  }

  addManifest(content: Content, manifest: PushedManifest, tags: readonly string[]): void {
    const { digest } = content;
    this.#manifests.set(digest, content);
    this.#pushed.set(digest, content.size);
    for (const tag of tags) this.#tags.set(tag, content);
    if (manifest.subject !== undefined) this.#referrers.set(digest, { content, manifest });
    const config = this.blob(manifest.config ?? "");
    if (config !== undefined) this.#blobs.set(config.digest, { ...config, kind: "config" });
  }

  /** Deletes a manifest and every tag that names it; false where there is none. */
  deleteManifest(digest: string): boolean {
    this.#buildAll();
    for (const tag of this.tags()) if (this.tagged(tag)?.digest === digest) this.#tags.delete(tag);
    this.#referrers.delete(digest);
    this.#pushed.delete(digest);
    return this.#manifests.delete(digest);
  }

  deleteBlob(digest: string): boolean {
    this.#buildAll();
    this.#pushed.delete(digest);
    return this.#blobs.delete(digest);
  }

  #find(where: ReadonlyMap<string, Content>, digest: string): Content | undefined {
    const known = where.get(digest);
    if (known !== undefined || this.#unbuilt.length === 0) return known;
    this.#buildAll();
    return where.get(digest);
  }

  #buildAll(): void {
    for (const image of this.#unbuilt) this.#build(image);
    this.#unbuilt = [];
  }

  #build(image: ImageWorld): Content {
    const built = this.#tops.get(image);
    if (built !== undefined) return built;
    const all = buildImage(this.name, image);
    for (const content of all) {
      (content.kind === "manifest" ? this.#manifests : this.#blobs).set(content.digest, content);
    }
    this.#tops.set(image, all[0]);
    return all[0];
  }
}

/** Platforms that no node of a world is likely to have. */
const OTHERS = ["linux/s390x", "linux/ppc64le"];

function layerOf(digest: string, bytes: Uint8Array<ArrayBuffer>): Content {
  return { kind: "layer", mediaType: "application/octet-stream", digest, size: bytes.length, bytes };
}
