import { instantOf } from "./instant.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Rows of (below this many seconds, unit, smaller unit that is named too unless it is 0). */
const STEPS: readonly (readonly [below: number, unit: Unit, rest?: Unit])[] = [
  [2 * MINUTE, [1, "s"]],
  [10 * MINUTE, [MINUTE, "m"], [1, "s"]],
  [3 * HOUR, [MINUTE, "m"]],
  [8 * HOUR, [HOUR, "h"], [MINUTE, "m"]],
  [2 * DAY, [HOUR, "h"]],
  [8 * DAY, [DAY, "d"], [HOUR, "h"]],
  [2 * YEAR, [DAY, "d"]],
  [8 * YEAR, [YEAR, "y"], [DAY, "d"]],
  [Infinity, [YEAR, "y"]],
];

type Unit = readonly [seconds: number, letter: string];

/**
 * A span as kubectl prints ages: two or three significant figures (apimachinery's `HumanDuration`). A clock that is up
 * to a second behind counts as now, more is `<invalid>`.
 */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  const [, unit, rest] = STEPS.find(([below]) => seconds < below) ?? [0, [1, "s"]];
  const [size, letter] = unit;
  const left = rest === undefined ? 0 : Math.floor((seconds % size) / rest[0]);
  const tail = rest === undefined || left === 0 ? "" : `${left}${rest[1]}`;
  return `${Math.floor(seconds / size)}${letter}${tail}`;
}

const SHORT: readonly (readonly [below: number, unit: Unit])[] = [
  [MINUTE, [1, "s"]],
  [HOUR, [MINUTE, "m"]],
  [DAY, [HOUR, "h"]],
  [YEAR, [DAY, "d"]],
  [Infinity, [YEAR, "y"]],
];

/** One figure only: apimachinery's `ShortHumanDuration`. */
export function shortHumanDuration(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  const [, [size, letter]] = SHORT.find(([below]) => seconds < below) ?? [0, [1, "s"]];
  return `${Math.floor(seconds / size)}${letter}`;
}

/** How long ago an RFC 3339 time was; `<unknown>` where it is absent, null or Go's zero time. */
export function ageSince(time: unknown, now: number): string {
  const instant = instantOf(time);
  return instant === undefined ? "<unknown>" : humanDuration(now - instant);
}
