import type { Now } from "../base/index.ts";

/** What an answer holds for, as its `cacheKeyType` says: one image, all of a registry, or all images. */
export type CacheKeyType = "Image" | "Registry" | "Global";

interface CachedAnswer<Answer> {
  readonly answer: Answer;
  readonly expiresAt: number;
}

const GLOBAL = "<global>";
const PURGE_EVERY_MS = 15 * 60 * 1000;

/** The answers of one credential provider plugin without service accounts (pkg/credentialprovider/plugin). */
export class PluginCache<Answer> {
  readonly #now: Now;
  readonly #answers = new Map<string, CachedAnswer<Answer>>();
  #purgedAt: number;

  constructor(now: Now) {
    this.#now = now;
    this.#purgedAt = now.now();
  }

  get size(): number {
    return this.#answers.size;
  }

  /** The answer for the image, else for its registry, else for all. Drops what is out of date every 15 minutes. */
  get(image: string): Answer | undefined {
    const now = this.#now.now();
    if (now > this.#purgedAt + PURGE_EVERY_MS) this.#purge(now);
    const found = [image, registryOf(image), GLOBAL].map((key) => this.#answers.get(key));
    return found.find((cached) => cached !== undefined && now <= cached.expiresAt)?.answer;
  }

  /** Keeps an answer for `milliseconds`; 0 keeps nothing. */
  add(
    image: string,
    type: CacheKeyType,
    { answer, milliseconds }: { readonly answer: Answer; readonly milliseconds: number },
  ): void {
    if (milliseconds > 0)
      this.#answers.set(cacheKey(image, type), { answer, expiresAt: this.#now.now() + milliseconds });
  }

  #purge(now: number): void {
    for (const [key, { expiresAt }] of this.#answers) if (now > expiresAt) this.#answers.delete(key);
    this.#purgedAt = now;
  }
}

function cacheKey(image: string, type: CacheKeyType): string {
  if (type === "Global") return GLOBAL;
  return type === "Image" ? image : registryOf(image);
}

function registryOf(image: string): string {
  const slash = image.indexOf("/");
  return slash === -1 ? image : image.slice(0, slash);
}
