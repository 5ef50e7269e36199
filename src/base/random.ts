/** Uniform numbers in [0, 1). */
export interface Random {
  next(): number;
}

/**
 * A small seeded generator (Mulberry32, public domain): the same seed gives the same numbers on every machine.
 * `fork` gives an independent generator for a named purpose, so that one more number drawn in one place does not shift
 * the numbers of another.
 */
export class SeededRandom implements Random {
  readonly #seed: number;
  #state: number;

  constructor(seed: number) {
    this.#seed = seed >>> 0;
    this.#state = this.#seed;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  fork(purpose: string): SeededRandom {
    return new SeededRandom(hashOf(purpose, this.#seed));
  }
}

/** FNV-1a over UTF-16 code units, started from the seed. */
function hashOf(text: string, seed: number): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619) >>> 0;
  }
  return hash;
}
