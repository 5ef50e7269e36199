import type { JsonObject } from "../../base/index.ts";
import { isSetAt, numberAt } from "./fields.ts";
import { ageSince } from "./human-duration.ts";
import { instantOf } from "./instant.ts";

/** When an event was seen: `11m`, or `40s (x4 over 11m)` where it is counted or has a series. */
export function eventInterval(event: JsonObject, now: number): string {
  const { eventTime, firstTimestamp, lastTimestamp, series } = event as Record<string, unknown>;
  const first = ageSince(instantOf(eventTime) === undefined ? firstTimestamp : eventTime, now);
  if (isSetAt(event, "series")) {
    const observed = (series as JsonObject)["lastObservedTime"];
    return `${ageSince(observed, now)} (x${numberAt(series, "count")} over ${first})`;
  }
  const count = numberAt(event, "count");
  return count > 1 ? `${ageSince(lastTimestamp, now)} (x${count} over ${first})` : first;
}
