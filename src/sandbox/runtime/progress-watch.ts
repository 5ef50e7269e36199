import type { Clock } from "../../base/index.ts";

/** Given as the reason, since a signal without one makes an exception with its stack. */
const DONE = "done";

/** Gives a pull up when no byte has come for too long, as containerd's `image_pull_progress_timeout` does. */
export class ProgressWatch {
  readonly #clock: Clock;
  readonly #abort: AbortController | undefined;
  #last: number;
  #expired = false;

  constructor(clock: Clock, timeout: number | undefined) {
    this.#clock = clock;
    this.#last = clock.now();
    if (timeout === undefined) return;
    const abort = new AbortController();
    this.#abort = abort;
    clock.start(() => this.#watch(timeout, abort));
  }

  /** Aborts when the pull is given up or over; absent where there is no limit. */
  get signal(): AbortSignal | undefined {
    return this.#abort?.signal;
  }

  /** The pull was given up. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Bytes have come. */
  progressed(): void {
    this.#last = this.#clock.now();
  }

  end(): void {
    this.#abort?.abort(DONE);
  }

  async #watch(timeout: number, abort: AbortController): Promise<void> {
    const { signal } = abort;
    while (!signal.aborted) {
      const left = this.#last + timeout - this.#clock.now();
      if (left <= 0) {
        this.#expired = true;
        abort.abort(DONE);
      } else await this.#clock.sleep(left, signal);
    }
  }
}
