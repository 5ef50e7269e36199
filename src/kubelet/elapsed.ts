import type { Instant } from "../base/index.ts";

/**
 * Milliseconds from one instant to another, in whole microseconds: instants are sums of floating-point delays, and a
 * window of 10 s must be over after 10 s.
 */
export function elapsed(from: Instant, to: Instant): number {
  return Math.round((to - from) * 1000) / 1000;
}
