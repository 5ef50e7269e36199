import { ASSIGNED_AFTER_UNICODE_15 } from "./unicode.data.ts";

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const ASCII = /^[\0-\x7f]*$/;

/** Whether Go prints one character as it is (`strconv.IsPrint`). */
export function isGoPrintable(character: string): boolean {
  return PRINTABLE.test(character) && isInGoTables(character);
}

/** Lowers a text as Go's `strings.ToLower` does: one code point for one, so U+0130 gives a bare `i`. */
export function goLower(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : Array.from(text, lowered).join("");
}

function lowered(character: string): string {
  if (character === "\u0130") return "i";
  return isInGoTables(character) ? character.toLowerCase() : character;
}

function isInGoTables(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return !ASSIGNED_AFTER_UNICODE_15.some(([first, last]) => first <= code && code <= last);
}
