import type { ImageWorld, RepositoryWorld } from "../../kinds/index.ts";
import type { Content } from "./content/index.ts";
import { Repository } from "./repository.ts";

/** What a registry holds. Content stays under its digest when tags move. */
export class Catalog {
  readonly #repositories: Map<string, Repository>;

  constructor(worlds: readonly RepositoryWorld[]) {
    this.#repositories = new Map(worlds.map((world) => [world.name, new Repository(world)]));
  }

  repository(name: string): Repository | undefined {
    return this.#repositories.get(name);
  }

  /** The repository, made where it is not there; one that is new is private. */
  made(name: string): Repository {
    const repository = this.#repositories.get(name) ?? new Repository({ name, public: false, tags: [] });
    this.#repositories.set(name, repository);
    return repository;
  }

  now(): readonly RepositoryWorld[] {
    return [...this.#repositories.values()].map((repository) => repository.now());
  }

  pushedBytes(): number {
    return [...this.#repositories.values()].reduce((sum, repository) => sum + repository.pushedBytes(), 0);
  }

  /** Adds or moves a tag. */
  push(name: string, image: ImageWorld): void {
    this.made(name).push(image);
  }

  /** Opens a repository to everybody, or closes it. */
  show(name: string, isPublic: boolean): void {
    this.made(name).public = isPublic;
  }

  /** A blob of any repository that `mayRead` allows. */
  findBlob(digest: string, mayRead: (repository: string) => boolean): Content | undefined {
    for (const [name, repository] of this.#repositories) {
      const found = mayRead(name) ? repository.blob(digest) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
