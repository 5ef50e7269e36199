import type { Instant } from "../../../base/index.ts";

/** Whole seconds, rounded down, as statuses hold times. */
export function timestamp(instant: Instant): string {
  return new Date(Math.floor(instant / 1000) * 1000).toISOString().replace(".000Z", "Z");
}
