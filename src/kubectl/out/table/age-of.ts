import { type JsonObject, valueAt } from "../../../base/index.ts";
import { ageSince } from "../human-duration.ts";
import type { TableOptions } from "./table.ts";

/** The AGE column: since the object's creation. */
export function ageOf(object: JsonObject, { now }: TableOptions): string {
  return ageSince(valueAt(object, "metadata", "creationTimestamp"), now);
}
