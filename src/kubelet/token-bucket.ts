import type { Instant } from "../base/index.ts";
import { elapsed } from "./elapsed.ts";

/**
 * A bucket that is full at first and refilled steadily, as golang.org/x/time/rate has it: the rate is a float32, and a
 * token that is less than a nanosecond away counts as there.
 */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  /** NaN before the first token is taken. */
  #filledAt: Instant = NaN;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = Math.fround(perSecond);
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes a token if there is one. */
  take(now: Instant): boolean {
    const since = Number.isNaN(this.#filledAt) ? now : this.#filledAt;
    const gained = (elapsed(since, now) / 1000) * this.#perSecond;
    const left = Math.min(this.#burst, this.#tokens + gained) - 1;
    const missingNanoseconds = Math.trunc((Math.max(0, -left) / this.#perSecond) * 1e9);
    if (this.#burst < 1 || missingNanoseconds > 0) return false;
    this.#tokens = left;
    this.#filledAt = now;
    return true;
  }
}
