import type { Instant } from "../../base/index.ts";

/** Whole seconds, as `metav1.Time` is written. */
export function timestamp(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
