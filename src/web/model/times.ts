import { formatGoDuration } from "../../base/index.ts";

/** An instant of a trace: `42.0 s`. */
export function instantText(t: number): string {
  return `${(t / 1000).toFixed(1)} s`;
}

/** `2m` where Go says `2m0s`. */
export function shortDuration(milliseconds: number): string {
  return formatGoDuration(milliseconds).replace(/(?<=[hm])0[ms]/g, "");
}
