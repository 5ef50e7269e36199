import { wrapAnsi } from "fast-wrap-ansi";

/** A paragraph in lines of at most `width`, each behind `indent`. Ends with a line feed. */
export function wrapped(text: string, width: number, indent = ""): string {
  const lines = wrapAnsi(text, Math.max(20, width - indent.length), { hard: true }).split("\n");
  return `${lines.map((line) => `${indent}${line}`.trimEnd()).join("\n")}\n`;
}

/** A paragraph whose further lines begin behind a deeper indent than its first one. */
export function hanging(text: string, width: number, [first, rest]: readonly [first: string, rest: string]): string {
  return first + wrapped(text, width, rest).slice(rest.length);
}
