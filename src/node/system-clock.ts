import { AsyncLocalStorage } from "node:async_hooks";

import { type Awaitable, type Clock, type Gate, type Instant, isPending, TimerQueue } from "../base/index.ts";

/** The longest wait that Node's timers take. */
const LONGEST = 2_147_483_647;

export interface SystemClockOptions {
  /** Told when work on this clock throws, which is a failure of this program. */
  readonly failed: (error: unknown) => void;
  /** How many times faster than real time it goes; 1 unless said. */
  readonly speed?: number;
}

export interface Jump {
  /** Waits until what was woken has done its work. */
  readonly settled: () => Promise<void>;
  /** Ends the jump early. */
  readonly enough: () => boolean;
}

/**
 * The system's time, which may be made to go faster, to stand still and to jump ahead. It starts at the present and never
 * goes back, even when somebody sets the machine's clock.
 */
export class SystemClock implements Clock {
  readonly #timers = new TimerQueue();
  readonly #failed: SystemClockOptions["failed"];
  /** At the real instant `real` it was `own` here. */
  #mark: { readonly own: Instant; readonly real: Instant };
  #speed: number;
  #alarm: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  /** Set in work that was started here, wherever it goes on. */
  readonly #inWork = new AsyncLocalStorage<true>();
  #busy = 0;

  constructor({ failed, speed = 1 }: SystemClockOptions) {
    this.#failed = failed;
    this.#speed = speed;
    const real = realNow();
    this.#mark = { own: Math.floor(real), real };
  }

  /** How much of the started work neither sleeps nor waits at a gate. What others do with this clock does not count. */
  get busy(): number {
    return this.#busy;
  }

  get speed(): number {
    return this.#speed;
  }

  /** 0 makes time stand still. */
  set speed(speed: number) {
    this.#set(this.now(), speed);
  }

  now(): Instant {
    const { own, real } = this.#mark;
    return own + Math.floor((realNow() - real) * this.#speed);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = this.#resting(resolve);
      const cancel = (): void => void (this.#timers.cancel(timer) && wake());
      const timer = this.#timers.add(this.now() + Math.max(0, milliseconds), () => {
        signal?.removeEventListener("abort", cancel);
        wake();
      });
      signal?.addEventListener("abort", cancel, { once: true });
      this.#setAlarm();
    });
  }

  start(work: () => Awaitable<void>): void {
    this.#busy += 1;
    const end = (): void => void (this.#busy -= 1);
    const fail = (error: unknown): void => {
      end();
      this.#failed(error);
    };
    try {
      const done = this.#inWork.run(true, work);
      if (isPending(done)) done.then(end, fail);
      else end();
    } catch (error) {
      fail(error);
    }
  }

  gate(): Gate {
    let waiting: (() => void)[] | undefined = [];
    return {
      wait: () =>
        new Promise((resolve) => {
          if (waiting === undefined) resolve();
          else waiting.push(this.#resting(resolve));
        }),
      open: () => {
        const woken = waiting ?? [];
        waiting = undefined;
        for (const wake of woken) wake();
      },
    };
  }

  /** Counts the caller as resting until what is answered is called. */
  #resting(resolve: () => void): () => void {
    if (this.#inWork.getStore() === undefined) return resolve;
    this.#busy -= 1;
    return () => {
      this.#busy += 1;
      resolve();
    };
  }

  /**
   * Goes ahead to `instant`, from one sleeper to the next, without waiting for real time. Time stands still between two
   * of them.
   */
  async jump(instant: Instant, { settled, enough }: Jump): Promise<void> {
    const speed = this.#speed;
    this.speed = 0;
    while (!this.#stopped && !enough()) {
      const timer = this.#timers.takeDue(instant);
      this.#set(Math.max(this.now(), timer?.at ?? instant), 0);
      if (timer === undefined) break;
      timer.wake();
      await settled();
    }
    this.speed = speed;
  }

  /** Wakes nobody any more, and keeps the process no longer. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#alarm);
  }

  #set(own: Instant, speed: number): void {
    this.#mark = { own, real: realNow() };
    this.#speed = speed;
    this.#setAlarm();
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const next = this.#timers.next();
    if (next === undefined || this.#speed === 0 || this.#stopped) return;
    const wait = Math.max(0, (next - this.now()) / this.#speed);
    this.#alarm = setTimeout(() => this.#wake(), Math.min(Math.ceil(wait), LONGEST));
  }

  #wake(): void {
    for (let timer = this.#timers.takeDue(this.now()); timer !== undefined; timer = this.#timers.takeDue(this.now())) {
      timer.wake();
    }
    this.#setAlarm();
  }
}

function realNow(): Instant {
  return performance.timeOrigin + performance.now();
}
