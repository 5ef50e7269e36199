/** A result whose failure is a value that we diagnose; a failure of our own program is thrown instead. */
export type Outcome<T, F> = Ok<T> | Failed<F>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failed<F> {
  readonly ok: false;
  readonly fault: F;
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function failed<F>(fault: F): Failed<F> {
  return { ok: false, fault };
}
