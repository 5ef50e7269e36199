import type { Step } from "../../lessons/index.ts";

const SEEN = ["t", "action", "result", "status", "phase", "repeats"] as const;

/** The first steps in which two runs differ in what is seen; undefined where they never do. */
export function partingOf(
  real: readonly Step[],
  believed: readonly Step[],
): { readonly real: Step | undefined; readonly believed: Step | undefined } | undefined {
  for (let index = 0; index < Math.max(real.length, believed.length); index += 1) {
    const [one, other] = [real[index], believed[index]];
    if (one === undefined || other === undefined || SEEN.some((field) => one[field] !== other[field])) {
      return { real: one, believed: other };
    }
  }
  return undefined;
}
