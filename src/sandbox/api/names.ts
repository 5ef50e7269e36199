import type { Random } from "../../base/index.ts";

/** No vowels and no look-alikes: the alphabet of the API machinery's random names. */
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";
const HEX = "0123456789abcdef";
/** Longest text that a generated suffix is put behind. */
const LONGEST_BASE = 58;

export function randomSuffix(random: Random, length = 5): string {
  return pick(random, LETTERS, length);
}

/** `generateName` with its suffix, cut so that it stays a valid label. */
export function generatedName(base: string, random: Random): string {
  return base.slice(0, LONGEST_BASE) + randomSuffix(random);
}

/** A random UUID (version 4). */
export function newUid(random: Random): string {
  const digits = pick(random, HEX, 30);
  const variant = pick(random, "89ab", 1);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`, variant + digits.slice(15, 18)];
  return [...parts, digits.slice(18, 30)].join("-");
}

function pick(random: Random, letters: string, length: number): string {
  return Array.from({ length }, () => letters[Math.floor(random.next() * letters.length)]).join("");
}
