import type { Clock, Gate } from "../../base/index.ts";

/** Lets a limited number of pieces of work run at a time; the others wait in order of arrival. */
export class Slots {
  readonly #clock: Clock;
  #free: number;
  readonly #waiting: Gate[] = [];

  constructor(count: number, clock: Clock) {
    this.#free = count;
    this.#clock = clock;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn();
    const result = await work();
    this.#pass();
    return result;
  }

  #turn(): Promise<void> {
    const gate = this.#clock.gate();
    this.#waiting.push(gate);
    return gate.wait();
  }

  /** The slot goes to who waits longest. */
  #pass(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next.open();
  }
}
