/**
 * A key for one cache. The first one with its text is the value's place there, and others remember it, so that whoever keeps
 * a key need not search again.
 */
export class CacheKey<V> {
  readonly text: string;
  value: V | undefined;
  /** Number of the use that was its last one. */
  usedAt = 0;
  /** The same, when the places were last put in order. */
  sortedAt = -1;
  /** It is a place, and the value is kept there. */
  isKept = false;
  /** The place that was found for it. */
  place: CacheKey<V> | undefined;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Keeps the values that were used last. A use only takes a number; the places are put in order when one has to go, and
 * then as many can go as were not used since.
 */
export class LruCache<V> {
  readonly #places = new Map<string, CacheKey<V>>();
  readonly #capacity: number;
  /** Places in order of their last use as it was then, the latest first. */
  #oldest: CacheKey<V>[] = [];
  #uses = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The value under the key, which now is the one that was used last. */
  get(key: CacheKey<V>): V | undefined {
    const place = this.#find(key);
    if (place === undefined) return undefined;
    place.usedAt = ++this.#uses;
    return place.value;
  }

  /** Files a value, which now is the one that was used last, in the place of what was there. */
  set(key: CacheKey<V>, value: V): V {
    const place = this.#find(key) ?? this.#begin(key);
    place.value = value;
    place.usedAt = ++this.#uses;
    if (this.#places.size > this.#capacity) this.#drop(this.#takeOldest());
    return value;
  }

  delete(key: CacheKey<V>): void {
    this.#drop(this.#find(key));
  }

  #find(key: CacheKey<V>): CacheKey<V> | undefined {
    if (key.isKept) return key;
    const { place } = key;
    return place?.isKept === true ? place : (key.place = this.#places.get(key.text));
  }

  #begin(key: CacheKey<V>): CacheKey<V> {
    key.isKept = true;
    key.sortedAt = -1;
    this.#places.set(key.text, key);
    return key;
  }

  #takeOldest(): CacheKey<V> | undefined {
    for (let place = this.#oldest.pop(); place !== undefined; place = this.#oldest.pop()) {
      if (place.isKept && place.usedAt === place.sortedAt) return place;
    }
    this.#oldest = [...this.#places.values()].sort((a, b) => b.usedAt - a.usedAt);
    for (const place of this.#oldest) place.sortedAt = place.usedAt;
    return this.#oldest.pop();
  }

  #drop(place: CacheKey<V> | undefined): void {
    if (place === undefined) return;
    place.isKept = false;
    place.value = undefined;
    this.#places.delete(place.text);
  }
}
