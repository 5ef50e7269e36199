import { isJsonObject } from "../../../base/index.ts";

/** Digits of a number become these letters, which make no words. */
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/**
 * The `pod-template-hash` of a template: the same for the same template, in the shape that the real one has (FNV-1a of
 * the template, its decimal digits as letters). The number itself differs from the real one, which hashes Go's print.
 */
export function templateHash(template: unknown): string {
  let hash = 2_166_136_261;
  for (const character of JSON.stringify(sorted(template))) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }
  return Array.from(`${hash}`, (digit) => LETTERS[digit.charCodeAt(0) % LETTERS.length]).join("");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined && value[key] !== null);
  return Object.fromEntries(keys.sort().map((key) => [key, sorted(value[key])]));
}
