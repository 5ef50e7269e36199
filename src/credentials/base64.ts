import { failed, ok, type Outcome } from "../base/index.ts";

const PADDED = /^[A-Za-z0-9+/]*={0,2}$/;
const ALPHABET = /[A-Za-z0-9+/]/;
const NEWLINE = /[\r\n]/;
const NEWLINES = /[\r\n]*/y;

/**
 * Decodes standard base64 as Go's encoding/base64 does: CR and LF are skipped, bits left over are not looked at.
 * Texts in and out have one character a byte; the fault is Go's error text.
 */
export function decodeBase64(text: string, padding: "padded" | "unpadded"): Outcome<string, string> {
  if (padding === "padded" && text.length % 4 === 0 && PADDED.test(text)) return ok(atob(text));
  const decoded = decodeSlowly(text, padding === "padded");
  return typeof decoded === "string" ? ok(decoded) : failed(`illegal base64 data at input byte ${decoded}`);
}

/** The bytes, or the offset that Go names as the illegal one. */
function decodeSlowly(text: string, padded: boolean): string | number {
  let digits = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (ALPHABET.test(character)) digits += character;
    else if (!NEWLINE.test(character)) {
      if (character !== "=" || !padded || digits.length % 4 < 2) return at;
      return illegalPadding(text, at, digits.length % 4) ?? atob(digits);
    }
  }
  const rest = digits.length % 4;
  return rest === 1 || (padded && rest > 0) ? text.length - rest : atob(digits);
}

/** What is wrong with the padding that begins at `at`, behind `rest` digits of the last group of four. */
function illegalPadding(text: string, at: number, rest: number): number | undefined {
  let next = behindNewlines(text, at + 1);
  if (rest === 2) {
    if (next === text.length) return next;
    if (text[next] !== "=") return next - 1;
    next = behindNewlines(text, next + 1);
  }
  return next < text.length ? next : undefined;
}

function behindNewlines(text: string, at: number): number {
  NEWLINES.lastIndex = at;
  NEWLINES.test(text);
  return NEWLINES.lastIndex;
}
