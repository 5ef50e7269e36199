import { goQuote } from "../base/index.ts";

/** Where a reader is in a text of one character a byte, and what is wrong with it, in Go's words. */
export interface Cursor {
  readonly text: string;
  at: number;
  fault?: string;
}

const SPACE = /[ \t\r\n]*/y;
/** Code of the last character that may be white space. */
const BLANK = 0x20;
const END = "unexpected end of JSON input";

/** Moves behind what `sticky` matches here; false when it matches nothing. */
export function skip(cursor: Cursor, sticky: RegExp): boolean {
  sticky.lastIndex = cursor.at;
  if (!sticky.test(cursor.text)) return false;
  cursor.at = sticky.lastIndex;
  return true;
}

/** Moves to the next character that is no white space and gives it; undefined at the end. */
export function nextToken(cursor: Cursor): string | undefined {
  if (cursor.text.charCodeAt(cursor.at) <= BLANK) skip(cursor, SPACE);
  return cursor.text[cursor.at];
}

/** Faults the character here: between tokens, where the text may end. */
export function unexpectedToken(cursor: Cursor, context: string): undefined {
  return cursor.at < cursor.text.length ? unexpectedCharacter(cursor, context) : unexpectedEnd(cursor);
}

/** Faults the character here: within a token, where Go sees the end of the text as a blank. */
export function unexpectedCharacter(cursor: Cursor, context: string): undefined {
  cursor.fault = `invalid character ${quoted(cursor.text[cursor.at] ?? " ")} ${context}`;
  return undefined;
}

export function unexpectedEnd(cursor: Cursor): undefined {
  cursor.fault = END;
  return undefined;
}

function quoted(character: string): string {
  if (character === "'") return String.raw`'\''`;
  return character === '"' ? `'"'` : `'${goQuote(character).slice(1, -1)}'`;
}
