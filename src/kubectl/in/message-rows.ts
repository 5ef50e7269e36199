import type { MessageFacts } from "../../kinds/index.ts";
import { beginsRecord, isBroken, isFilled, withRow } from "./line-breaks.ts";
import { readLogLine } from "./log-line.ts";
import { isPrompt } from "./prompt.ts";
import type { Row } from "./rows.ts";
import { GENERAL_SIGNS, IMAGE_WORDS, SIGNS } from "./signs.data.ts";

export interface ReadMessage {
  /** Absent where the rows have nothing to do with images or pods. */
  readonly message?: MessageFacts;
  readonly next: number;
}

/** Longer than any error that was seen to be broken over lines. */
const MOST_LINES = 40;
/** What a line goes on with that was broken between words. */
const GOES_ON = /^\s*[a-z0-9"'/(\\:<]/;

/** The error that a row holds or begins, and where the next thing begins. */
export function messageAt(rows: readonly Row[], at: number): ReadMessage {
  const first = rows[at] as Row;
  let text = first.text.trim();
  let next = at + 1;
  for (; next < Math.min(rows.length, at + MOST_LINES) && goesOn(rows, next); next += 1) {
    text = withRow(text, rows, next);
  }
  const said = readLogLine(text);
  if (!hasSign(text) && !hasSign(said.text)) return { next };
  return { message: { ...said, lines: linesOf(first, rows[next - 1]) }, next };
}

function linesOf(first: Row, last: Row | undefined): { readonly from: number; readonly to: number } {
  return { from: first.line, to: last?.line ?? first.line };
}

function goesOn(rows: readonly Row[], at: number): boolean {
  const [before, row] = [rows[at - 1] as Row, rows[at] as Row];
  if (row.line - before.line > 1 || isPrompt(row.text)) return false;
  if (beginsRecord(rows, at)) return false;
  if (isBroken(rows, at) || isFilled(rows, at)) return true;
  return before.text.length >= 40 && GOES_ON.test(row.text) && !/[.!?]$/.test(before.text);
}

function hasSign(text: string): boolean {
  const lower = text.toLowerCase();
  if (SIGNS.some((sign) => lower.includes(sign))) return true;
  return GENERAL_SIGNS.some((sign) => lower.includes(sign)) && IMAGE_WORDS.some((word) => lower.includes(word));
}
