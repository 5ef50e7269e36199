import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, expect, test, vi } from "vitest";

import { cli } from "../../../../test/cli.ts";
import { type Attempt, attemptsText, readAttempts } from "../../../lessons/index.ts";
import type { ProgressReport } from "./report.ts";

const DAY = 86_400_000;
const NOON = Date.parse("2026-01-05T12:00:00Z");
const ANSWERS: readonly Attempt[] = [
  {
    v: 1,
    at: NOON,
    question: "Q01/wrong-tag/42/1.35",
    mode: "review",
    skill: "SYM",
    right: false,
    hints: 0,
    belief: "M03",
  },
  { v: 1, at: NOON, question: "Q12/wrong-tag/42/1.35", mode: "review", skill: "TIM", right: true, hints: 0 },
];

let folder = "";
const file = (): string => join(folder, "pullwhy/attempts.jsonl");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pullwhy-data-"));
  vi.stubEnv("XDG_DATA_HOME", folder);
});

function stored(text: string): void {
  mkdirSync(join(folder, "pullwhy"));
  writeFileSync(file(), text);
}

async function report(now = NOON + 2 * DAY): Promise<ProgressReport> {
  const { out } = await cli(["learn", "progress", "-o", "json"], { io: { now: () => now } });
  return JSON.parse(out) as ProgressReport;
}

test("progress begins with nothing", async () => {
  const { code, out } = await cli(["learn", "progress"]);
  expect([code, out.split(".")[0]]).toEqual([0, "Nothing has been answered yet"]);
});

test("A-26 what was wrong is due a day later, what was right three days later", async () => {
  stored(attemptsText(ANSWERS));
  const { due, later, skills, beliefs } = await report();
  expect(due).toEqual([{ template: "Q01", skill: "SYM", due: "2026-01-06T12:00:00.000Z" }]);
  expect(later).toEqual([{ template: "Q12", skill: "TIM", due: "2026-01-08T12:00:00.000Z" }]);
  expect(skills).toMatchObject([
    { skill: "SYM", answers: 1, right: 0, rating: -0.5 },
    { skill: "TIM", answers: 1, right: 1, rating: 0.5 },
  ]);
  expect(beliefs).toMatchObject([{ id: "M03", times: 1 }]);
});

test("A-27 what was exported and lost is there again when it is imported, once", async () => {
  stored(attemptsText(ANSWERS));
  const before = await report();
  const away = join(folder, "away.jsonl");
  expect((await cli(["learn", "progress", "--export", away])).out).toContain("2 answers written");
  rmSync(file());
  expect((await report()).answers).toBe(0);
  expect((await cli(["learn", "progress", "--import", away])).out).toBe("2 answers added\n");
  expect((await cli(["learn", "progress", "--import", away])).out).toBe("0 answers added, 2 were there before\n");
  expect(await report()).toEqual(before);
});

test("an export goes to standard output and an import comes from standard input with -", async () => {
  stored(attemptsText(ANSWERS));
  const { out } = await cli(["learn", "progress", "--export", "-"]);
  expect(out).toBe(attemptsText(ANSWERS));
  rmSync(file());
  await cli(["learn", "progress", "--import", "-"], { stdin: out });
  expect(readFileSync(file(), "utf8")).toBe(out);
});

test("an export never writes over a file", async () => {
  stored(attemptsText(ANSWERS));
  const { code, err } = await cli(["learn", "progress", "--export", file()]);
  expect([code, err]).toEqual([2, expect.stringContaining("it exists; a new file is wanted")]);
  expect(readFileSync(file(), "utf8")).toBe(attemptsText(ANSWERS));
});

test("lines that cannot be read are named by their numbers, stay, and take no other with them", async () => {
  const [one, two] = ANSWERS.map((attempt) => attemptsText([attempt]));
  const text = `${one}\u0000\u001b[2Jjunk\n{"v":3}\n${two}`;
  stored(text);
  const { code, out, err } = await cli(["learn", "progress", "-o", "json"]);
  expect([code, (JSON.parse(out) as ProgressReport).answers]).toEqual([0, 2]);
  expect(err).toContain("line 2: no JSON object\n  line 3: written by a newer pullwhy (version 3)\n");
  expect(readFileSync(file(), "utf8")).toBe(text);
});

test("an import of a broken file adds what can be read and says what cannot", async () => {
  const away = join(folder, "away.jsonl");
  writeFileSync(away, `<html>${"x".repeat(100_000)}\n${attemptsText(ANSWERS)}[]\n`);
  const { code, out, err } = await cli(["learn", "progress", "--import", away]);
  expect([code, out]).toEqual([1, "2 answers added\n"]);
  expect(err).toContain("2 lines of");
  expect(readAttempts(readFileSync(file(), "utf8"))).toEqual({ attempts: ANSWERS, unread: [] });
});

test("a file that cannot be read at all is said so, and left alone", async () => {
  mkdirSync(file(), { recursive: true });
  const { code, out, err } = await cli(["learn", "progress"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("it is a folder, a file is wanted");
});
