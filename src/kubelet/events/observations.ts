import { LruCache } from "./lru-cache.ts";

/** A stored event as the kubelet remembers it. */
export interface Observation {
  readonly name: string;
  readonly count: number;
  /** Whole seconds since the epoch. */
  readonly firstTimestamp: number;
}

/** Counts events that were seen before, whether or not they are sent. */
export class Observations {
  readonly #seen: LruCache<Observation>;

  constructor(capacity: number) {
    this.#seen = new LruCache(capacity);
  }

  /** The next count under the key; `first` says how the first one is called and dated. */
  observe(key: string, first: () => Observation): Observation {
    const last = this.#seen.get(key);
    const next = last === undefined ? first() : { ...last, count: last.count + 1 };
    this.#seen.set(key, next);
    return next;
  }

  /** What the API server holds now. */
  remember(key: string, observation: Observation): void {
    this.#seen.set(key, observation);
  }
}
