import type { Awaitable, Clock, Gate, Instant } from "../../base/index.ts";

/** A clock that knows how many sleep by it: for registries, each of whose sleepers is a request that waits for time to go on. */
export class WaitingClock implements Clock {
  readonly #clock: Clock;
  #sleepers = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get sleepers(): number {
    return this.#sleepers;
  }

  now(): Instant {
    return this.#clock.now();
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.#sleepers += 1;
    try {
      await this.#clock.sleep(milliseconds, signal);
    } finally {
      this.#sleepers -= 1;
    }
  }

  start(work: () => Awaitable<void>): void {
    this.#clock.start(work);
  }

  gate(): Gate {
    return this.#clock.gate();
  }
}
