import type { Clock } from "../../base/index.ts";

/** Given as the reason, since a signal without one makes an exception with its stack. */
const DONE = "done";

/** Gives a pull up when no byte has come for too long, as containerd's `image_pull_progress_timeout` does. */
export class ProgressWatch {
  /** Aborts when the pull is given up; absent where there is no limit. */
  readonly signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #over = new AbortController();
  #last: number;

  constructor(clock: Clock, timeout: number | undefined) {
    this.#clock = clock;
    this.#last = clock.now();
    if (timeout === undefined) return;
    const abort = new AbortController();
    this.signal = abort.signal;
    clock.start(() => this.#watch(timeout, abort));
  }

  get expired(): boolean {
    return this.signal?.aborted ?? false;
  }

  /** Bytes have come. */
  progressed(): void {
    this.#last = this.#clock.now();
  }

  end(): void {
    this.#over.abort(DONE);
  }

  async #watch(timeout: number, abort: AbortController): Promise<void> {
    while (!this.#over.signal.aborted) {
      const left = this.#last + timeout - this.#clock.now();
      if (left <= 0) return abort.abort(DONE);
      await this.#clock.sleep(left, this.#over.signal);
    }
  }
}
