import { isGoPrintable } from "./go-unicode.ts";

const PLAIN = /^[ !#-[\]-~]*$/;
const SHORT: Readonly<Record<string, string>> = {
  "\u0007": String.raw`\a`,
  "\b": String.raw`\b`,
  "\t": String.raw`\t`,
  "\n": String.raw`\n`,
  "\v": String.raw`\v`,
  "\f": String.raw`\f`,
  "\r": String.raw`\r`,
  '"': String.raw`\"`,
  "\\": String.raw`\\`,
};

/** Quotes a text as Go's `%q` does (`strconv.Quote`): what Go does not deem printable becomes an escape. */
export function goQuote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${Array.from(text, escaped).join("")}"`;
}

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  if (isGoPrintable(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return String.raw`\x${hex(code, 2)}`;
  return code < 0x10000 ? String.raw`\u${hex(code, 4)}` : String.raw`\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
