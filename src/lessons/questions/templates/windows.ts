import type { BackoffRules } from "../../../kinds/index.ts";

/** Length of the window after the n-th failure in a row, from 1, in milliseconds: client-go's rule in closed form. */
export function windowBySpec(n: number, { initialSeconds, maxSeconds, growth }: BackoffRules): number {
  const factor = { double: 2 ** (n - 1), constant: 1, linear: n }[growth];
  return Math.min(initialSeconds * factor, maxSeconds) * 1000;
}
