import { formatGoDuration } from "../../base/index.ts";

/** `2m` where Go says `2m0s`. */
export function shortDuration(milliseconds: number): string {
  return formatGoDuration(milliseconds).replace(/(?<=[hm])0[ms]/g, "");
}
