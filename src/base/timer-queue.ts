import type { Instant } from "./clock.ts";

export interface Timer {
  readonly at: Instant;
  readonly order: number;
  wake: () => void;
  cancelled: boolean;
}

/** Cancelled timers stay where they are until their time has come, but hold on to nothing. */
function nobody(): void {}

/** A binary heap of timers, earliest first; timers of one instant in order of arrival. Swaps make no arrays: there are many. */
export class TimerQueue {
  readonly #heap: Timer[] = [];
  #arrivals = 0;

  add(at: Instant, wake: () => void): Timer {
    const timer: Timer = { at, order: this.#arrivals++, wake, cancelled: false };
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return timer;
  }

  /** False when the timer had already been cancelled or taken. */
  cancel(timer: Timer): boolean {
    const pending = !timer.cancelled;
    timer.cancelled = true;
    timer.wake = nobody;
    return pending;
  }

  next(): Instant | undefined {
    while (this.#heap[0]?.cancelled) this.#pop();
    return this.#heap[0]?.at;
  }

  /** Takes the earliest timer if it is due at `instant`. */
  takeDue(instant: Instant): Timer | undefined {
    const at = this.next();
    if (at === undefined || at > instant) return undefined;
    const timer = this.#pop();
    if (timer !== undefined) timer.cancelled = true;
    return timer;
  }

  #pop(): Timer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return first;
  }

  #up(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #down(from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = this.#earlier(right, left) ? right : left;
      if (child >= this.#heap.length || !this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(a: number, b: number): boolean {
    if (!this.#earlier(a, b)) return false;
    const first = this.#heap[a];
    const second = this.#heap[b];
    if (first === undefined || second === undefined) return false;
    this.#heap[a] = second;
    this.#heap[b] = first;
    return true;
  }

  #earlier(a: number, b: number): boolean {
    const first = this.#heap[a];
    const second = this.#heap[b];
    if (first === undefined || second === undefined) return false;
    return first.at < second.at || (first.at === second.at && first.order < second.order);
  }
}
