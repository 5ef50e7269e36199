import { SeededRandom } from "../../base/index.ts";

/** Throws that are the same for the same question. */
export class Dice {
  readonly #random: SeededRandom;

  constructor(id: string) {
    this.#random = new SeededRandom(0).fork(id);
  }

  pick<T>(values: readonly T[]): T | undefined {
    return values[Math.floor(this.#random.next() * values.length)];
  }

  shuffled<T>(values: readonly T[]): readonly T[] {
    return values
      .map((value) => ({ value, at: this.#random.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ value }) => value);
  }
}
