import type { Instant } from "./clock.ts";

/** RFC 3339 in whole seconds, as Kubernetes' `metav1.Time` is written. */
export function timestamp(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
