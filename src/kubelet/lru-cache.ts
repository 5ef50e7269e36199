/** An entry in a ring: behind the newest comes the oldest. */
interface Entry<V> {
  readonly key: string;
  readonly value: V;
  older: Entry<V>;
  newer: Entry<V>;
}

/**
 * Keeps the entries that were used last. A ring instead of the order of a Map, since taking an entry out of a Map and
 * putting it back costs several times as much.
 */
export class LruCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #capacity: number;
  #newest: Entry<V> | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The value under the key, made now where there is none; either way it is the one that was used last. */
  use(key: string, make: () => V): V {
    const known = this.#entries.get(key);
    if (known === undefined) return this.#add(key, make());
    if (known !== this.#newest) this.#renew(known);
    return known.value;
  }

  #add(key: string, value: V): V {
    const entry = { key, value } as Entry<V>;
    this.#entries.set(key, entry);
    this.#link(entry);
    if (this.#entries.size > this.#capacity) this.#drop(entry.newer);
    return value;
  }

  #renew(entry: Entry<V>): void {
    unlink(entry);
    this.#link(entry);
  }

  #link(entry: Entry<V>): void {
    entry.older = this.#newest ?? entry;
    entry.newer = this.#newest?.newer ?? entry;
    entry.older.newer = entry;
    entry.newer.older = entry;
    this.#newest = entry;
  }

  #drop(oldest: Entry<V>): void {
    unlink(oldest);
    this.#entries.delete(oldest.key);
  }
}

function unlink({ older, newer }: Entry<unknown>): void {
  older.newer = newer;
  newer.older = older;
}
