import { lossyText } from "./go-string.ts";
import { skip, unexpectedCharacter, unexpectedEnd, type Cursor } from "./json-cursor.ts";
import type { JsonValue } from "./json-value.ts";

const PLAIN = /[ !#-[\]-\xff]*/y;
const SHORT_ESCAPE = /["\\/bfnrt]/y;
const LONG_ESCAPE = /u/y;
const HEX_DIGIT = /[0-9a-fA-F]/y;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([^u]))/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

const MINUS = /-/y;
const INTEGER = /0|[1-9][0-9]*/y;
const POINT = /\./y;
const EXPONENT = /[eE][+-]?/y;
const DIGITS = /[0-9]+/y;

/** Reads the string whose opening quote is here; undefined when it is faulty. */
export function readString(cursor: Cursor): string | undefined {
  const start = cursor.at + 1;
  cursor.at = start;
  for (;;) {
    skip(cursor, PLAIN);
    const character = cursor.text[cursor.at];
    if (character === '"') break;
    if (character === undefined) return unexpectedEnd(cursor);
    if (character !== "\\") return unexpectedCharacter(cursor, "in string literal");
    if (!skipEscape(cursor)) return undefined;
  }
  cursor.at += 1;
  return unescaped(cursor.text.slice(start, cursor.at - 1));
}

function skipEscape(cursor: Cursor): true | undefined {
  cursor.at += 1;
  if (skip(cursor, SHORT_ESCAPE)) return true;
  if (!skip(cursor, LONG_ESCAPE)) return unexpectedCharacter(cursor, "in string escape code");
  for (let digit = 0; digit < 4; digit += 1) {
    if (skip(cursor, HEX_DIGIT)) continue;
    return unexpectedCharacter(cursor, String.raw`in \u hexadecimal character escape`);
  }
  return true;
}

function unescaped(body: string): string {
  const text = lossyText(body);
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPE, replaceEscape).replace(LONE_SURROGATE, "\ufffd");
}

function replaceEscape(_: string, hex: string | undefined, letter = ""): string {
  return hex === undefined ? (ESCAPED[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16));
}

/** Reads the number that begins here; undefined when it is faulty. Its value is of no use to anybody. */
export function readNumber(cursor: Cursor): JsonValue | undefined {
  skip(cursor, MINUS);
  if (!skip(cursor, INTEGER)) return unexpectedCharacter(cursor, "in numeric literal");
  if (skip(cursor, POINT) && !skip(cursor, DIGITS)) {
    return unexpectedCharacter(cursor, "after decimal point in numeric literal");
  }
  if (skip(cursor, EXPONENT) && !skip(cursor, DIGITS)) {
    return unexpectedCharacter(cursor, "in exponent of numeric literal");
  }
  return { kind: "number" };
}

/** Reads `true`, `false` or `null`, whose first letter is here; undefined when it is another word. */
export function readWord(cursor: Cursor, word: "true" | "false" | "null"): JsonValue | undefined {
  for (const letter of word) {
    if (cursor.text[cursor.at] !== letter) {
      return unexpectedCharacter(cursor, `in literal ${word} (expecting '${letter}')`);
    }
    cursor.at += 1;
  }
  return { kind: word === "null" ? "null" : "bool" };
}
