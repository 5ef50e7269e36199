import { isLogRecord } from "./log-line.ts";
import type { Row } from "./rows.ts";

/** Narrower than any terminal: a line that short was not broken because it was full. */
const NARROWEST = 60;
/** Wider than people set their terminals and mails: longer lines were not broken. */
const WIDEST = 132;
/** Widths that terminals and mails have; one full line is enough. */
const USUAL: ReadonlySet<number> = new Set([80, 100, 120, 132]);
const LONG_WORD = 44;
/** Rows around that tell how wide the text was. */
const NEAR = 12;
const RECORD =
  /^\s*(?:[IWEF]\d{4} \d\d:|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:|(?:time|level)=|[A-Z]{4}\[\d|#\d+ |[-*] |ctr: |docker: |Error:|ERROR|WARN|INFO|##\[)/;
/** What never is the rest of a line that was broken between words. */
const STRUCTURE = /^\s|^(?:Normal|Warning|-{3}|Type|LAST)\b|^[A-Z][A-Za-z -]{0,40}:(?:\s|$)|^[\w-]{1,63}:$/;
const DANGLES = /(?:=|:|,|\bdesc)$/;

/**
 * Whether the row goes on with the word that the row before it broke off. A terminal or mail breaks where a line is full, in the middle of
 * words; chats break between words. So lines of one length mean a terminal, unless shorter ones around it were full too.
 */
export function isBroken(rows: readonly Row[], at: number): boolean {
  const before = rows[at - 1]?.width ?? 0;
  if (before < NARROWEST) return false;
  const near = around(rows, at);
  if (!USUAL.has(before) && near.filter(({ width }) => width === before).length < 2) return false;
  if (near.some(({ width }) => width > before && width <= WIDEST)) return false;
  return !near.some((row, index) => row.width < before && isFull(row, near[index + 1], before));
}

/** Whether the row is a line that a program has written, and not the rest of a longer one before it. */
export function isOwnRecord(rows: readonly Row[], at: number): boolean {
  return isLogRecord(rows[at]?.text ?? "") && !isBroken(rows, at) && !isFilled(rows, at);
}

/** Whether an error begins here, or a line of a log. */
export function beginsRecord(rows: readonly Row[], at: number): boolean {
  if (RECORD.test(rows[at]?.text ?? "")) return !DANGLES.test(rows[at - 1]?.text ?? "");
  return isOwnRecord(rows, at);
}

function isFull({ width }: Row, next: Row | undefined, widest: number): boolean {
  if (next === undefined || STRUCTURE.test(next.text)) return false;
  return width + 1 + firstWord(next.text).length > widest;
}

function firstWord(text: string): string {
  return /\S+/.exec(text)?.[0] ?? "";
}

/** Whether a chat or mail has put the row on a line of its own because its first word did not fit on the line before. */
export function isFilled(rows: readonly Row[], at: number): boolean {
  const before = rows[at - 1];
  const { text = "" } = rows[at] ?? {};
  if (isLongWord(text) || (isLongWord(before?.text ?? "") && DANGLES.test(before?.text ?? ""))) return true;
  // A word that is wider than the text has a line of its own
  const widest = around(rows, at).reduce((most, row) => (/\S \S/.test(row.text) ? Math.max(most, row.width) : most), 0);
  if (before === undefined || widest < NARROWEST || widest > WIDEST) return false;
  return before.width + 1 + firstWord(text).length > widest;
}

/** A URL or digest that was too long to stand beside other words. */
function isLongWord(text: string): boolean {
  return text.length >= LONG_WORD && !/\s/.test(text.trim());
}

function around(rows: readonly Row[], at: number): readonly Row[] {
  return rows.slice(Math.max(0, at - NEAR), at + NEAR);
}

/** The text with the row behind it: as one word where a terminal has broken it, else as the next word. */
export function withRow(text: string, rows: readonly Row[], at: number): string {
  const { text: more = "" } = rows[at] ?? {};
  const isOneWord =
    text === "" ||
    (isBroken(rows, at) && !more.startsWith(" ") && !endsInSpace(rows[at - 1]) && !isBetweenWords(text, more));
  return `${text}${isOneWord ? "" : " "}${more.trim()}`;
}

function endsInSpace(row: Row | undefined): boolean {
  return row !== undefined && row.width > row.text.length;
}

/** Words of errors that no other word of them ends with: where a line begins with one, it was not broken within a word. */
const WHOLE_WORDS: ReadonlySet<string> = new Set(
  "no not found basic auth credentials unknown service by authority status code device left space does exist or may require denied requested to resource is for failed unexpected invalid reference format certificate signed connection refused reset timeout timed manifest manifests unauthorized authentication required daemon response error context deadline exceeded host such server gave requests too many pull rate limit missing unable unsupported type access".split(
    " ",
  ),
);

/** Errors that wrap errors put a space behind their colons. */
function isBetweenWords(text: string, more: string): boolean {
  const [word = ""] = /^[A-Za-z]+(?=[\s:.,]|$)/.exec(more) ?? [];
  if (WHOLE_WORDS.has(word.toLowerCase()) && !/[/@_.-]$/.test(text)) return true;
  return (/[:,]$/.test(text) && /^[A-Z"]|^[a-z]+ /.test(more)) || text.endsWith(" =");
}
