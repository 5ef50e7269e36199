import { failed, ok, type Outcome } from "../../base/index.ts";

const WORD = /\s*((?:[^\s"'\\|;&<>$`]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)\s*/y;
const PART = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^'"\\]+)/gs;

/** Splits a command line at blanks, with quotes and backslashes as a shell has them. Pipes, variables and the like are no part of it; a fault does not quote the line, where passwords stand. */
export function shellWords(line: string): Outcome<string[], string> {
  const words: string[] = [];
  WORD.lastIndex = 0;
  const end = line.trimEnd().length;
  while (WORD.lastIndex < end) {
    const at = WORD.lastIndex;
    const match = WORD.exec(line);
    if (match === null) {
      return failed(`Cannot read the command line from character ${at + 1} on: only words and quotes are understood`);
    }
    words.push(unquoted(match[1] ?? ""));
  }
  return ok(words);
}

function unquoted(word: string): string {
  const parts = [...word.matchAll(PART)].map(([, single, double, escaped, plain]) => {
    if (double !== undefined) return double.replaceAll(/\\([$`"\\\n])/g, "$1");
    return single ?? escaped ?? plain ?? "";
  });
  return parts.join("");
}
