import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { FAR_TOO_LONG, processorSeconds } from "../../../test/processor-time.ts";
import { readPaste } from "./read-paste.ts";
import { unreadLines } from "./rows.ts";

const LITERAL = /(?<=[(=:,[!]\s*)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[,;).\s])/g;
/** A line is cut to this length before a pattern sees it. */
const LONGEST_LINE = 32 * 1024;
const FILLERS = [
  " ",
  "a",
  "A",
  "0",
  "-",
  "a-",
  "a.",
  "/",
  ":",
  '"',
  "\\",
  '\\"',
  "<",
  "{",
  "[",
  "(",
  "1m",
  "1m ",
  "a: ",
  "A ",
  "> ",
  "=",
  "&",
  "\u001B[",
  "\u001B]",
];

const patterns = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .flatMap((name) =>
    [...readFileSync(join(import.meta.dirname, name), "utf8").matchAll(LITERAL)].map(
      ([, source = "", flags]) => [`${name} ${source}`, new RegExp(source, flags)] as const,
    ),
  );

/** Texts in which the pattern begins to match and goes on, again and again, and does not end. */
function worstCases(source: string): string[] {
  const words = source.match(/[A-Za-z]{2,}(?![\w]*\})/g) ?? [];
  const starts = ["", words[0] ?? "", words.slice(0, 2).join(" "), words.join('="')];
  const units = [...FILLERS, ...words.slice(0, 4), words.join(" ")].filter((unit) => unit !== "");
  return starts.flatMap((start) => units.map((unit) => (start + unit.repeat(LONGEST_LINE)).slice(0, LONGEST_LINE)));
}

describe("a paste that was made to take long", () => {
  test("the patterns are found in the sources", () => {
    expect(patterns.length).toBeGreaterThan(30);
  });

  test.each(patterns)("%s reads its worst line at once", async (_, pattern) => {
    const time = await processorSeconds(() => {
      for (const text of worstCases(pattern.source)) {
        pattern.lastIndex = 0;
        pattern.test(text);
      }
    });
    expect(time).toBeLessThan(FAR_TOO_LONG);
  });

  test("lines behind the longest paste are named as not read", () => {
    expect(unreadLines("a\nb\nc\nd\n", 4)).toEqual({ from: 3, to: 4 });
    expect(unreadLines("a\nb\n", 4)).toBeUndefined();
  });

  const rows: Readonly<Record<string, (index: number) => string>> = {
    "rows of pods": (index) => `web-${index}  0/1  ErrImagePull  0  5m3s\n`,
    "rows of one pod": () => "web  0/1  ErrImagePull  0  5m3s\n",
    "rows of events": (index) => `${index % 60}s  Warning  Failed  pod/web-${index % 999}  Error: ErrImagePull\n`,
    "events of one description": (index) =>
      `${index === 0 ? "Events:\n" : ""}  Warning  Failed  1m  kubelet  Error: ErrImagePull\n`,
    "lines of a kubelet": (index) =>
      `E1120 10:11:12.345678    1234 remote_image.go:180] "PullImage failed" err="pull QPS exceeded ${index}" image="a/b:1"\n`,
    "lines of another program": (index) => `2026-01-01 INFO the basket of customer ${index} was emptied and put back\n`,
    "lines that go on and on": () => "and then it went on with words that do not mean anything for us\n",
    "containers without a pod": (index) => `  app-${index}:\n    Image:  a/b:1\n    State:  Waiting\n`,
    "messages that never end": (index) =>
      `${index === 0 ? "Events:\n  Warning  Failed  1m  kubelet  x\n" : ""}and more\n`,
    "keys of YAML that is none": (index) => `kind: ${index}\n\tnot: [yaml\n`,
  };

  test.each(Object.entries(rows))("two megabytes of %s take time in proportion", async (_, row) => {
    const lines: string[] = [];
    for (let length = 0; length < 2_000_000; length += lines.at(-1)?.length ?? 0) lines.push(row(lines.length));
    const text = lines.join("");
    const time = await processorSeconds(async () => {
      const { pods, events, messages, notUnderstood } = await readPaste(text);
      expect(pods.length + events.length + messages.length + notUnderstood.length).toBeGreaterThan(0);
    });
    expect(time).toBeLessThan(2 * FAR_TOO_LONG);
  });
});
