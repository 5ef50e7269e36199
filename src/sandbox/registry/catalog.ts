import type { ImageWorld, RepositoryWorld } from "../../kinds/index.ts";
import { buildImage, type Content } from "./image-content.ts";

/** What a registry holds. Content is built when it is first asked for, and stays under its digest when tags move. */
export class Catalog {
  readonly #repositories: Map<string, Repository>;

  constructor(worlds: readonly RepositoryWorld[]) {
    this.#repositories = new Map(worlds.map((world) => [world.name, new Repository(world)]));
  }

  repository(name: string): Repository | undefined {
    return this.#repositories.get(name);
  }

  /** Adds or moves a tag; a repository that is new is private. */
  push(name: string, image: ImageWorld): void {
    const repository = this.#repositories.get(name) ?? new Repository({ name, public: false, tags: [] });
    this.#repositories.set(name, repository);
    repository.push(image);
  }
}

export class Repository {
  readonly name: string;
  readonly public: boolean;
  readonly #tags = new Map<string, ImageWorld>();
  /** Images whose content is perhaps not built yet. */
  #unbuilt: ImageWorld[] = [];
  readonly #content = new Map<string, Content>();
  readonly #tops = new Map<ImageWorld, Content>();

  constructor(world: RepositoryWorld) {
    this.name = world.name;
    this.public = world.public;
    for (const image of world.tags) this.push(image);
  }

  push(image: ImageWorld): void {
    this.#tags.set(image.tag, image);
    this.#unbuilt.push(image);
  }

  untag(tag: string): void {
    this.#tags.delete(tag);
  }

  /** In the order of the distribution spec: alphabetical, whatever the case. */
  tags(): readonly string[] {
    return [...this.#tags.keys()].sort(compareTags);
  }

  /** The manifest or index behind a tag. */
  tagged(tag: string): Content | undefined {
    const image = this.#tags.get(tag);
    return image === undefined ? undefined : this.#build(image);
  }

  content(digest: string): Content | undefined {
    const known = this.#content.get(digest);
    if (known !== undefined || this.#unbuilt.length === 0) return known;
    for (const image of this.#unbuilt) this.#build(image);
    this.#unbuilt = [];
    return this.#content.get(digest);
  }

  #build(image: ImageWorld): Content {
    const built = this.#tops.get(image);
    if (built !== undefined) return built;
    const all = buildImage(this.name, image);
    for (const content of all) this.#content.set(content.digest, content);
    this.#tops.set(image, all[0]);
    return all[0];
  }
}

/** Negative: `a` stands before `b`. */
export function compareTags(a: string, b: string): number {
  const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()];
  if (lowerA !== lowerB) return lowerA < lowerB ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
