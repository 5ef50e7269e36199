const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const UNIT_MILLISECONDS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
const DURATION = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/;
const PART = /(\d+)(?:\.(\d+))?(ns|us|µs|ms|s|m|h)/g;

/** Prints a duration of `milliseconds` (rounded to whole nanoseconds) as Go's `time.Duration.String` does: `1.5s`, `2m40s`. */
export function formatGoDuration(milliseconds: number): string {
  const nanoseconds = BigInt(Math.round(milliseconds * 1e6));
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  return sign + formatPositive(nanoseconds < 0n ? -nanoseconds : nanoseconds);
}

function formatPositive(nanoseconds: bigint): string {
  if (nanoseconds < 1_000n) return `${nanoseconds}ns`;
  if (nanoseconds < 1_000_000n) return `${decimal(nanoseconds, 1_000n)}µs`;
  if (nanoseconds < SECOND) return `${decimal(nanoseconds, 1_000_000n)}ms`;
  const minutes = nanoseconds / MINUTE;
  const seconds = `${decimal(nanoseconds % MINUTE, SECOND)}s`;
  if (minutes === 0n) return seconds;
  const hours = minutes / 60n;
  return hours === 0n ? `${minutes}m${seconds}` : `${hours}h${minutes % 60n}m${seconds}`;
}

function decimal(value: bigint, unit: bigint): string {
  const digits = unit.toString().length - 1;
  const fraction = (value % unit).toString().padStart(digits, "0").replace(/0+$/, "");
  return fraction === "" ? `${value / unit}` : `${value / unit}.${fraction}`;
}

/** Reads `3m10s`, `1.5h`, `250ms` as milliseconds; undefined when the text is no such duration. No sign, no bare number but `0`. */
export function parseGoDuration(text: string): number | undefined {
  if (text === "0") return 0;
  if (!DURATION.test(text)) return undefined;
  let milliseconds = 0;
  for (const [, whole, fraction, unit] of text.matchAll(PART)) {
    milliseconds += Number(`${whole}.${fraction ?? "0"}`) * (UNIT_MILLISECONDS[unit ?? ""] ?? 0);
  }
  return milliseconds;
}
