import type { ImageWorld, RepositoryWorld } from "../../kinds/index.ts";
import { compareTags } from "./compare-tags.ts";
import { buildImage, type Content } from "./content/index.ts";
import type { PushedManifest } from "./pushed-manifest.ts";

/** A manifest that refers to another one. */
export interface Referrer {
  readonly content: Content;
  readonly manifest: PushedManifest;
}

/** Images of the world, built when they are first asked for, beside what clients pushed. */
export class Repository {
  readonly name: string;
  readonly public: boolean;
  readonly #tags = new Map<string, ImageWorld | Content>();
  /** Images whose content is perhaps not built yet. */
  #unbuilt: ImageWorld[] = [];
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
