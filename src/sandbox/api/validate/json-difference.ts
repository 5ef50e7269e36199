import type { JsonObject } from "../../../base/index.ts";

/** Lines that are shown around a change. */
const CONTEXT = 3;

/** Two objects as indented JSON, and one hunk of a unified diff from the first line that differs to the last. */
export function jsonDifference(before: JsonObject, after: JsonObject): string {
  const [old, next] = [linesOf(before), linesOf(after)];
  const start = commonStart(old, next);
  const end = commonStart(old.slice(start).reverse(), next.slice(start).reverse());
  const from = Math.max(0, start - CONTEXT);
  const to = (lines: readonly string[]): number => Math.min(lines.length, lines.length - end + CONTEXT);
  const size = (lines: readonly string[]): string => `${from + 1},${to(lines) - from}`;
  const changed = (lines: readonly string[]): readonly string[] => lines.slice(start, lines.length - end);
  const hunk = [
    `@@ -${size(old)} +${size(next)} @@`,
    ...old.slice(from, start).map((line) => ` ${line}`),
    ...changed(old).map((line) => `-${line}`),
    ...changed(next).map((line) => `+${line}`),
    ...old.slice(old.length - end, to(old)).map((line) => ` ${line}`),
  ];
  return `${hunk.join("\n")}\n`;
}

function linesOf(object: JsonObject): string[] {
  return JSON.stringify(object, null, 1).split("\n");
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((line, index) => line !== b[index]);
  return different === -1 ? Math.min(a.length, b.length) : different;
}
