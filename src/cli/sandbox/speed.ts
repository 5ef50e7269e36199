import { InvalidArgumentError } from "commander";

const SLOWEST = 0.1;
const FASTEST = 1000;

/** `60x`, `60` or `0.5x`. */
export function speedOf(text: string): number {
  const speed = Number(text.replace(/x$/, ""));
  if (/^\d+(?:\.\d+)?x?$/.test(text) && speed >= SLOWEST && speed <= FASTEST) return speed;
  throw new InvalidArgumentError(`Must be a factor from ${SLOWEST}x to ${FASTEST}x, such as 60x`);
}
