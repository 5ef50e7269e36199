import type { Instant } from "./clock.ts";
import { oncePerKey } from "./memo.ts";

const bySecond = oncePerKey((second: number) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`);

/** RFC 3339 in whole seconds, rounded down, as Kubernetes' `metav1.Time` is written. */
export function timestamp(instant: Instant): string {
  return bySecond(Math.floor(instant / 1000));
}
