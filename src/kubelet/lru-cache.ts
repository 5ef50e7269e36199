/** An entry in a ring: behind the newest comes the oldest. */
interface Entry<V> {
  readonly key: string;
  value: V;
  older: Entry<V>;
  newer: Entry<V>;
}

/**
 * Keeps the entries that were used last. A ring instead of the order of a Map, since taking an entry out of a Map and
 * putting it back costs several times as much, and leaves its tables behind.
 */
export class LruCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #capacity: number;
  #newest: Entry<V> | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The value under the key, which now is the one that was used last. */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry !== this.#newest) this.#renew(entry);
    return entry.value;
  }

  /** Files a value, which now is the one that was used last, in the place of what was there. */
  set(key: string, value: V): V {
    const entry = this.#entries.get(key);
    if (entry === undefined) return this.#add(key, value);
    entry.value = value;
    this.#renew(entry);
    return value;
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#drop(entry);
  }

  #add(key: string, value: V): V {
    const entry = { key, value } as Entry<V>;
    this.#entries.set(key, entry);
    this.#link(entry);
    if (this.#entries.size > this.#capacity) this.#drop(entry.newer);
    return value;
  }

  #renew(entry: Entry<V>): void {
    this.#unlink(entry);
    this.#link(entry);
  }

  #link(entry: Entry<V>): void {
    entry.older = this.#newest ?? entry;
    entry.newer = this.#newest?.newer ?? entry;
    entry.older.newer = entry;
    entry.newer.older = entry;
    this.#newest = entry;
  }

  #unlink(entry: Entry<V>): void {
    const { older, newer } = entry;
    older.newer = newer;
    newer.older = older;
    if (this.#newest === entry) this.#newest = older === entry ? undefined : older;
  }

  #drop(entry: Entry<V>): void {
    this.#unlink(entry);
    this.#entries.delete(entry.key);
  }
}
