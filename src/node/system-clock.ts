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

  constructor({ failed, speed = 1 }: SystemClockOptions) {
    this.#failed = failed;
    this.#speed = speed;
    const real = realNow();
    this.#mark = { own: Math.floor(real), real };
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
      const cancel = (): void => {
        if (this.#timers.cancel(timer)) resolve();
      };
      const timer = this.#timers.add(this.now() + Math.max(0, milliseconds), () => {
        signal?.removeEventListener("abort", cancel);
        resolve();
      });
      signal?.addEventListener("abort", cancel, { once: true });
      this.#setAlarm();
    });
  }

  start(work: () => Awaitable<void>): void {
    try {
      const done = work();
      if (isPending(done)) done.catch(this.#failed);
    } catch (error) {
      this.#failed(error);
    }
  }

  gate(): Gate {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { wait: () => opened, open };
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
