import { wrapAnsi } from "fast-wrap-ansi";

/** A paragraph in lines of at most `width`, each behind `indent`. Ends with a line feed. */
export function wrapped(text: string, width: number, indent = ""): string {
  const lines = wrapAnsi(text, Math.max(20, width - indent.length), { hard: true }).split("\n");
  return `${lines.map((line) => `${indent}${line}`.trimEnd()).join("\n")}\n`;
}
