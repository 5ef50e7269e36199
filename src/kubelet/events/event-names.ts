import type { Instant } from "../../base/index.ts";

/**
 * Names events as the kubelet does: the object's name, a dot, and the nanoseconds since the epoch in hex. Events of one
 * virtual instant are a nanosecond apart, so that no name comes twice.
 */
export class EventNames {
  #last = -1n;

  next(objectName: string, now: Instant): string {
    const nanoseconds = BigInt(Math.round(now * 1000)) * 1000n;
    this.#last = nanoseconds > this.#last ? nanoseconds : this.#last + 1n;
    return `${objectName}.${this.#last.toString(16)}`;
  }
}
