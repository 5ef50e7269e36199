import { binaryBytes, binaryText, utf8Bytes, utf8Text } from "../base/index.ts";

/**
 * A Go string, which may hold any bytes. Where they are UTF-8 `text` is the text; where not, `text` holds one
 * character a byte.
 */
export interface GoString {
  readonly text: string;
  readonly utf8: boolean;
}

const ASCII = /^[\0-\x7f]*$/;

/** One well-formed sequence of UTF-8, or one byte that is in none, in a text of one character a byte. */
const SEQUENCE = new RegExp(
  String.raw`[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]` +
    String.raw`|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}|[^]`,
  "g",
);
const REPLACEMENT = "\xef\xbf\xbd";

/** The string whose bytes are given one a character. */
export function goString(bytes: string): GoString {
  if (ASCII.test(bytes)) return { text: bytes, utf8: true };
  const text = utf8Text(binaryBytes(bytes));
  return text === undefined ? { text: bytes, utf8: false } : { text, utf8: true };
}

export function goText(text: string): GoString {
  return { text, utf8: true };
}

/** The UTF-8 of a text, one character a byte. */
export function bytesOf(text: string): string {
  return ASCII.test(text) ? text : binaryText(utf8Bytes(text));
}

/**
 * Reads bytes as UTF-8, each byte that is in no well-formed sequence as U+FFFD. (`TextDecoder` makes one of several
 * such bytes.)
 */
export function lossyText(bytes: string): string {
  if (ASCII.test(bytes)) return bytes;
  return utf8Text(binaryBytes(bytes)) ?? utf8Text(binaryBytes(repaired(bytes, REPLACEMENT))) ?? bytes;
}

/** Puts `instead` in the place of each byte that is in no well-formed sequence. */
export function repaired(bytes: string, instead: string): string {
  return bytes.replace(SEQUENCE, (sequence) => (sequence.length === 1 && sequence > "\x7f" ? instead : sequence));
}
