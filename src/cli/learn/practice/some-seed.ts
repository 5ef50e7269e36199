import type { Io } from "../../io.ts";

const SEEDS = 100_000;

/** Another one each second, short enough to be told to somebody. */
export function someSeed({ now }: Pick<Io, "now">): number {
  return Math.floor(now() / 1000) % SEEDS;
}
