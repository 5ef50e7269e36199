import type { Splice } from "./manifest-nodes.ts";

interface Bounded extends Splice {
  /** Nothing outside of it is shown: other objects of the file may hold secrets. */
  readonly within: readonly [start: number, end: number];
}

interface Hunk {
  /** Of the first line that is replaced, from 0. */
  readonly line: number;
  readonly old: readonly string[];
  readonly put: readonly string[];
  readonly within: readonly [first: number, last: number];
}

const CONTEXT = 1;
/** Lines that hold no value but names, images and platforms; what else stands in a manifest (`env`, `args`) may be secret, and is not shown. */
const SHOWN =
  /^\s*(?:- +)*"?(?:[\w-]+"?:\s*[[{]?\s*|(?:name|image|imagePullPolicy|kubernetes\.io\/(?:arch|os))"?:[^{}#]*)(?:#.*\s*)?$/;

/** Changes in the order of the text as a unified diff of lines, with as much around them as belongs to the same object. */
export function unifiedDiff(text: string, splices: readonly Bounded[]): readonly string[] {
  const lines = linesOf(text);
  let moved = 0;
  return hunksOf(text, splices).flatMap(({ line, old, put, within }, index, all) => {
    const previous = all[index - 1];
    const free = previous === undefined ? 0 : previous.line + previous.old.length + CONTEXT;
    const first = Math.max(line - CONTEXT, Math.min(within[0], line), Math.min(free, line));
    const next = all[index + 1]?.line ?? lines.length;
    const last = Math.min(line + old.length + CONTEXT, Math.max(within[1] + 1, line + old.length), next);
    const before = lines.slice(first, line).filter((each) => SHOWN.test(each));
    const after = lines.slice(line + old.length, last).filter((each) => SHOWN.test(each));
    const counts = [before.length + old.length + after.length, before.length + put.length + after.length] as const;
    const head = `@@ -${range(line - before.length, counts[0])} +${range(line - before.length + moved, counts[1])} @@`;
    moved += put.length - old.length;
    return [head, ...marked(" ", before), ...marked("-", old), ...marked("+", put), ...marked(" ", after)];
  });
}

function range(first: number, count: number): string {
  return `${count === 0 ? first : first + 1},${count}`;
}

function marked(sign: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    line.endsWith("\n") ? sign + line.slice(0, -1) : [sign + line, String.raw`\ No newline at end of file`],
  );
}

/** Splices of the same lines become one. */
function hunksOf(text: string, splices: readonly Bounded[]): readonly Hunk[] {
  const groups: { start: number; end: number; splices: Bounded[] }[] = [];
  for (const splice of splices) {
    const whole = splice.text.endsWith("\n") && splice.start === splice.end && startsLine(text, splice.start);
    const start = whole ? splice.start : text.lastIndexOf("\n", splice.start - 1) + 1;
    const end = whole ? splice.start : lineEnd(text, splice.end);
    const last = groups.at(-1);
    if (last !== undefined && start < last.end) {
      last.splices.push(splice);
      last.end = Math.max(last.end, end);
    } else groups.push({ start, end, splices: [splice] });
  }
  return groups.map((group) => hunkOf(text, group));
}

function hunkOf(
  text: string,
  group: { readonly start: number; readonly end: number; readonly splices: readonly Bounded[] },
): Hunk {
  let at = group.start;
  let put = "";
  for (const splice of group.splices) {
    put += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  put += text.slice(at, group.end);
  const old = text.slice(group.start, group.end);
  const isShown = linesOf(old).every((line) => SHOWN.test(line));
  const [first, last] = group.splices[0]?.within ?? [group.start, group.end];
  const within = [lineOf(text, first), lineOf(text, last)] as const;
  const about = { line: lineOf(text, group.start), within };
  if (isShown) return { ...about, old: linesOf(old), put: linesOf(put) };
  const shortened = (parts: readonly string[]) => parts.flatMap((part) => (part === "" ? [] : `… ${part} …\n`));
  return {
    ...about,
    old: shortened(group.splices.map(({ start, end }) => text.slice(start, end))),
    put: shortened(group.splices.map((splice) => splice.text)),
  };
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === "\n";
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
