import type { Lines } from "../../kinds/index.ts";

/** One line of a paste that holds something, in the form in which it was printed as far as that can be told. */
export interface Row {
  /** From 1, in the paste. */
  readonly line: number;
  /** Without what chats, terminals and CI systems have put around it; indentation is kept. */
  readonly text: string;
  /** Of the line with the spaces at its end, which the text is without. */
  readonly width: number;
}

/** More of a line says nothing more; what is that long is no line of text. */
const LONGEST_LINE = 32 * 1024;

const ESCAPE = String.fromCharCode(0x1b);
/** More of a paste is not read. */
const LONGEST_PASTE: number = 64 * 1024 * 1024;

/** CSI and OSC sequences; each part excludes the next, so that nothing is tried twice. */
const TERMINAL = new RegExp(`${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${ESCAPE}\\u0007]*(?:\\u0007|${ESCAPE}\\\\))`, "g");
const STAMP =
  /^\s{0,4}\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?: \d\d[OE][ +]?)? ?/;
const QUOTE_MARKS = /^\s{0,3}(?:> ?)+/;
const CI_MARK = /^(?:##\[(?:error|warning|group|command|debug)\]|::(?:error|warning)[^:]{0,200}::)/;
const FENCE = /^\s*(?:```|~~~)[\w-]*\s*$/;
const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#34;": '"',
  "&#39;": "'",
  "&#x27;": "'",
  "&apos;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&nbsp;": " ",
  "&#160;": " ",
  "&amp;": "&",
};
const ENTITY = new RegExp(Object.keys(ENTITIES).join("|"), "g");

/** The lines that a paste is too long to be read to. */
export function unreadLines(paste: string, longest: number = LONGEST_PASTE): Lines | undefined {
  if (paste.length <= longest) return undefined;
  const from = breaksIn(paste, longest) + 1;
  return { from, to: breaksIn(paste.trimEnd(), paste.length) + 1 };
}

function breaksIn(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** The lines that hold something. */
export function rowsOf(paste: string): readonly Row[] {
  return paste
    .slice(0, LONGEST_PASTE)
    .split(/\r\n|\n|\r/)
    .map((raw, index) => {
      const text = cleaned(raw);
      return { line: index + 1, text: text.trimEnd(), width: text.length };
    })
    .filter(({ text }) => text.trim() !== "" && !FENCE.test(text));
}

function cleaned(raw: string): string {
  const text = raw
    .slice(0, LONGEST_LINE)
    .replace(TERMINAL, "")
    .replaceAll(/[\u00A0\u2007\u202F\t]/g, " ")
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, "")
    .replaceAll(/[“”„‟«»]/g, '"')
    .replaceAll(/[‘’‚‛]/g, "'")
    .replaceAll(/<br\s{0,3}\/?>/gi, " ")
    .replace(ENTITY, (entity) => ENTITIES[entity] ?? entity);
  return text.replace(STAMP, "").replace(QUOTE_MARKS, "").replace(CI_MARK, "");
}
