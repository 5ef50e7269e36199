/** First and longest pause of a work queue's rate limiter in the controller manager. */
const FIRST = 5;
const LONGEST = 1_000_000;

/** When something that failed may be tried again: pauses double. By uid. */
export class Retries {
  readonly #failures = new Map<string, { readonly count: number; readonly until: number }>();

  mayTry(uid: string, now: number): boolean {
    return (this.#failures.get(uid)?.until ?? 0) <= now;
  }

  /** Answers the instant of the next try. */
  failed(uid: string, now: number): number {
    const count = (this.#failures.get(uid)?.count ?? 0) + 1;
    const until = now + Math.min(FIRST * 2 ** (count - 1), LONGEST);
    this.#failures.set(uid, { count, until });
    return until;
  }

  succeeded(uid: string): void {
    this.#failures.delete(uid);
  }
}
