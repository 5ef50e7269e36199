/** Milliseconds of an RFC 3339 time, microseconds behind the point; undefined where it is absent, null or Go's zero time. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value !== "string" || value.startsWith("0001-01-01T00:00:00")) return undefined;
  const beyondMilliseconds = /\.\d{3}(\d+)/.exec(value)?.[1] ?? "0";
  return Date.parse(value) + Number(`0.${beyondMilliseconds}`);
}

const ZERO_TIME = "Mon, 01 Jan 0001 00:00:00 +0000";

/** Go's layout `RFC1123Z` in UTC. */
export function rfc1123(value: unknown): string {
  const instant = instantOf(value);
  return instant === undefined ? ZERO_TIME : new Date(instant).toUTCString().replace("GMT", "+0000");
}
