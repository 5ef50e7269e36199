import type { Given } from "./paper.ts";

/** Chances that the words stand for. */
const CHANCE = { sure: 0.95, unsure: 0.6 } as const;

/** How far from the truth somebody was who was so sure: 0 is best, 1 is worst; undefined where nobody said how sure they were. */
export function brierOf(given: readonly Pick<Given, "right" | "confidence">[]): number | undefined {
  const errors = given.flatMap(({ right, confidence }) =>
    confidence === undefined ? [] : ((right ? 1 : 0) - CHANCE[confidence]) ** 2,
  );
  return errors.length === 0 ? undefined : errors.reduce((sum, error) => sum + error, 0) / errors.length;
}
