import { type Awaitable, isPending } from "./awaitable.ts";
import type { Clock, Gate, Instant } from "./clock.ts";
import { TimerQueue } from "./timer-queue.ts";

/**
 * Time that moves only when it is told to: `runUntil` wakes one sleeper after the other in order of (instant, arrival),
 * and each only when all other work rests, so a run is a function of its inputs alone. Work that waits for something
 * which is not this clock (a response body, say) counts as busy.
 */
export class ManualClock implements Clock {
  #now: Instant;
  #busy = 0;
  #idle: (() => void) | undefined;
  #thrown: { readonly error: unknown } | undefined;
  readonly #timers = new TimerQueue();

  constructor(start: Instant = 0) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = (): void => void (this.#timers.cancel(timer) && this.#wake(resolve));
      const timer = this.#timers.add(this.#now + Math.max(0, milliseconds), () => {
        signal?.removeEventListener("abort", cancel);
        this.#wake(resolve);
      });
      signal?.addEventListener("abort", cancel, { once: true });
      this.#rest();
    });
  }

  start(work: () => Awaitable<void>): void {
    this.#busy += 1;
    try {
      const done = work();
      if (isPending(done)) this.#restAfter(done);
      else this.#rest();
    } catch (error) {
      this.#fail(error);
    }
  }

  gate(): Gate {
    let waiting: (() => void)[] | undefined = [];
    return {
      wait: () =>
        new Promise((resolve) => {
          if (waiting === undefined) return resolve();
          waiting.push(() => this.#wake(resolve));
          this.#rest();
        }),
      open: () => {
        const woken = waiting ?? [];
        waiting = undefined;
        for (const wake of woken) wake();
      },
    };
  }

  /**
   * Wakes everything that is due up to and at `instant`, then stands there. Call it from outside of the clock's own
   * work. Throws what work on this clock has thrown.
   */
  async runUntil(instant: Instant): Promise<void> {
    await this.#settled();
    for (let timer = this.#timers.takeDue(instant); timer !== undefined; timer = this.#timers.takeDue(instant)) {
      this.#now = Math.max(this.#now, timer.at);
      timer.wake();
      await this.#settled();
    }
    this.#now = Math.max(this.#now, instant);
  }

  /** The instant of the next sleeper, or undefined when nobody sleeps. */
  next(): Instant | undefined {
    return this.#timers.next();
  }

  async #settled(): Promise<void> {
    while (this.#busy > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }

  #restAfter(work: Promise<void>): void {
    work.then(
      () => this.#rest(),
      (error: unknown) => this.#fail(error),
    );
  }

  #fail(error: unknown): void {
    this.#thrown ??= { error };
    this.#rest();
  }

  #wake(resolve: () => void): void {
    this.#busy += 1;
    resolve();
  }

  #rest(): void {
    this.#busy -= 1;
    if (this.#busy > 0 || this.#idle === undefined) return;
    const idle = this.#idle;
    this.#idle = undefined;
    idle();
  }
}
