import type { Clock, Instant } from "../../base/index.ts";

/** Given as the reason, since a signal without one makes an exception with its stack. */
const EXPIRED = "expired";

/** Gives pulls up when no byte has come for too long, as containerd's `image_pull_progress_timeout` does. */
export class ProgressWatches {
  readonly #clock: Clock;
  readonly #timeout: number | undefined;
  readonly #begun = new Set<ProgressWatch>();
  #watching = false;

  /** No pull is given up where no timeout is given. */
  constructor(clock: Clock, timeout: number | undefined) {
    this.#clock = clock;
    this.#timeout = timeout;
  }

  begin(): ProgressWatch {
    const watch = new ProgressWatch(this.#clock);
    const timeout = this.#timeout;
    if (timeout === undefined) return watch;
    this.#begun.add(watch);
    if (!this.#watching) this.#clock.start(() => this.#watch(timeout));
    return watch;
  }

  end(watch: ProgressWatch): void {
    this.#begun.delete(watch);
  }

  /** One sleeper for all pulls: most of them end long before they would be given up. */
  async #watch(timeout: number): Promise<void> {
    this.#watching = true;
    while (this.#begun.size > 0) {
      const next = Math.min(...Array.from(this.#begun, ({ last }) => last + timeout));
      const now = this.#clock.now();
      if (next > now) await this.#clock.sleep(next - now);
      else this.#expire(now - timeout);
    }
    this.#watching = false;
  }

  #expire(last: Instant): void {
    for (const watch of this.#begun) {
      if (watch.last > last) continue;
      this.#begun.delete(watch);
      watch.expire();
    }
  }
}

/** The progress of one pull. */
export class ProgressWatch {
  readonly #clock: Clock;
  readonly #abort = new AbortController();
  /** When the last byte came; the beginning before that. */
  last: Instant;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.last = clock.now();
  }

  /** Aborts when the pull is given up. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The pull was given up. */
  get expired(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Bytes have come. */
  progressed(): void {
    this.last = this.#clock.now();
  }

  expire(): void {
    this.#abort.abort(EXPIRED);
  }
}
