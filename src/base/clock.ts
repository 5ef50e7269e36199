import type { Awaitable } from "./awaitable.ts";

/** Milliseconds since the Unix epoch. */
export type Instant = number;

/** Reads time and does nothing else. */
export interface Now {
  now(): Instant;
}

/**
 * Time, waiting and work that goes on side by side. Whatever waits, waits through this port, so that a manual clock
 * knows when everything rests and time may go on.
 */
export interface Clock extends Now {
  /** Resolves `milliseconds` from now, or at once when the signal aborts; never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Runs work beside the caller; what waits for nothing is done on return. It must not reject: what it throws ends the program. */
  start(work: () => Awaitable<void>): void;
  /** A closed gate; opening it lets everybody through who waits there, in order of arrival. */
  gate(): Gate;
}

/** Opens once and stays open. */
export interface Gate {
  wait(): Promise<void>;
  open(): void;
}
