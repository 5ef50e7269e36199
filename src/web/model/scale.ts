export const SCALES = ["compressed", "linear", "log"] as const;

export type ScaleKind = (typeof SCALES)[number];

/** Maps instants to places from 0 to 1 and back; both ways ascending. */
export interface Scale {
  readonly kind: ScaleKind;
  place(t: number): number;
  instant(place: number): number;
  /** Places where a long wait is folded. */
  readonly folds: readonly number[];
}

/** What a wait is folded to, at most. */
const FOLDED = 15_000;
const LOG_UNIT = 5000;

export function linearScale(length: number): Scale {
  return { kind: "linear", place: (t) => t / length, instant: (place) => place * length, folds: [] };
}

export function logScale(length: number): Scale {
  const whole = Math.log1p(length / LOG_UNIT);
  return {
    kind: "log",
    place: (t) => Math.log1p(t / LOG_UNIT) / whole,
    instant: (place) => Math.expm1(place * whole) * LOG_UNIT,
    folds: [],
  };
}

/** Stretches in which nothing happens are folded where they are long; `times` are instants at which something does. */
export function compressedScale(times: readonly number[], length: number): Scale {
  const marks = [...new Set([0, ...times, length])].sort((a, b) => a - b);
  const gaps = marks.slice(1).map((t, index) => t - (marks[index] ?? 0));
  const widths = gaps.map((gap) => Math.min(gap, FOLDED));
  const whole = widths.reduce((sum, width) => sum + width, 0) || 1;
  let sum = 0;
  const places = [0, ...widths.map((width) => (sum += width) / whole)];
  return {
    kind: "compressed",
    place: (t) => between(marks, places, t),
    instant: (place) => between(places, marks, place),
    folds: gaps.flatMap((gap, index) => (gap > FOLDED ? [((places[index] ?? 0) + (places[index + 1] ?? 0)) / 2] : [])),
  };
}

/** The value on `to` at the point of `from`, by a straight line between neighbours. */
function between(from: readonly number[], to: readonly number[], value: number): number {
  let low = 0;
  let high = from.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const [a, b] = [from[low] ?? 0, from[high] ?? 0];
  const [c, d] = [to[low] ?? 0, to[high] ?? 0];
  return b === a ? c : c + ((value - a) / (b - a)) * (d - c);
}
