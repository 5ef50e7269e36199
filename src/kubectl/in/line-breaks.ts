import type { Row } from "./rows.ts";

/** Narrower than any terminal: a line that short was not broken because it was full. */
const NARROWEST = 60;

/**
 * Whether the row goes on with the word that the row before it broke off. A terminal or mail breaks where a line is full, in the middle of
 * words; chats break between words. So lines of one length, twice, mean a terminal.
 */
export function isBroken(rows: readonly Row[], at: number): boolean {
  const before = rows[at - 1]?.width ?? 0;
  if (before < NARROWEST) return false;
  return rows.slice(Math.max(0, at - 12), at + 12).filter(({ width }) => width === before).length > 1;
}

/** The text with the row behind it: as one word where a terminal has broken it, else as the next word. */
export function withRow(text: string, rows: readonly Row[], at: number): string {
  const { text: more = "" } = rows[at] ?? {};
  const isOneWord = text === "" || (isBroken(rows, at) && !more.startsWith(" ") && !endsInSpace(rows[at - 1]));
  return `${text}${isOneWord ? "" : " "}${more.trim()}`;
}

function endsInSpace(row: Row | undefined): boolean {
  return row !== undefined && row.width > row.text.length;
}
