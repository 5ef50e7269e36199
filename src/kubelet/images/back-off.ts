import type { Instant, Now } from "../../base/index.ts";
import type { BackoffRules } from "../../kinds/index.ts";
import { elapsed } from "../elapsed.ts";

/** What is known of a key after a failure. Milliseconds. */
export interface BackOffEntry {
  readonly window: number;
  readonly updatedAt: Instant;
  /** Failures in a row, without a pause that was long enough to forget. */
  readonly failures: number;
}

/**
 * Windows that grow with each failure (client-go util/flowcontrol, without jitter). An entry outlives its window: what
 * fails again before it is forgotten goes on with the ladder. Event times are those that the caller acts on; they are
 * the present except in client-go's own tests.
 */
export class BackOff {
  /** The entries' places, so that one that takes another's needs no second search. */
  readonly #places = new Map<string, { entry: BackOffEntry }>();
  readonly #rules: BackoffRules;
  readonly #clock: Now;
  readonly #forgottenAfter: number;

  constructor(rules: BackoffRules, clock: Now) {
    this.#rules = rules;
    this.#clock = clock;
    this.#forgottenAfter = rules.maxSeconds * 1000 * rules.forgottenAfterMaxTimes;
  }

  /** Also when its window is over. */
  get(key: string): BackOffEntry | undefined {
    return this.#places.get(key)?.entry;
  }

  /** A failure: arms the next window, from now on. */
  next(key: string, eventTime: Instant): BackOffEntry {
    const place = this.#places.get(key);
    const last = this.#remembered(place?.entry, eventTime);
    const entry = {
      window: last === undefined ? this.#rules.initialSeconds * 1000 : this.#after(last.window),
      updatedAt: this.#clock.now(),
      failures: (last?.failures ?? 0) + 1,
    };
    if (place === undefined) this.#places.set(key, { entry });
    else place.entry = entry;
    return entry;
  }

  /** The entry whose window, counted from the last failure, is not over. */
  inBackOff(key: string, eventTime: Instant): BackOffEntry | undefined {
    const entry = this.#remembered(this.get(key), eventTime);
    if (entry === undefined || !this.#rules.retries) return entry;
    return elapsed(entry.updatedAt, eventTime) < entry.window ? entry : undefined;
  }

  /** Whether the window, counted from the event, is not over. */
  inBackOffSince(key: string, eventTime: Instant): boolean {
    const entry = this.#remembered(this.get(key), eventTime);
    return entry !== undefined && elapsed(eventTime, this.#clock.now()) < entry.window;
  }

  delete(key: string): void {
    this.#places.delete(key);
  }

  /** Drops all entries that are old enough to be forgotten. */
  sweep(): void {
    const now = this.#clock.now();
    for (const [key, { entry }] of this.#places) {
      if (this.#isForgotten(entry, now)) this.#places.delete(key);
    }
  }

  #remembered(entry: BackOffEntry | undefined, eventTime: Instant): BackOffEntry | undefined {
    return entry === undefined || this.#isForgotten(entry, eventTime) ? undefined : entry;
  }

  #isForgotten({ updatedAt }: BackOffEntry, eventTime: Instant): boolean {
    return elapsed(updatedAt, eventTime) > this.#forgottenAfter;
  }

  #after(window: number): number {
    const { growth, initialSeconds, maxSeconds } = this.#rules;
    if (growth === "constant") return window;
    const longer = growth === "double" ? window * 2 : window + initialSeconds * 1000;
    return Math.min(longer, maxSeconds * 1000);
  }
}
