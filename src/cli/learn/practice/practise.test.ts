import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, describe, expect, test, vi } from "vitest";

import { cli, type CliRun } from "../../../../test/cli.ts";
import { attemptsText, readAttempts } from "../../../lessons/index.ts";
import type { PaperReport } from "./report.ts";

const TEST = ["learn", "test", "--seed", "7"] as const;
const file = (): string => join(process.env["XDG_DATA_HOME"] ?? "", "pullwhy/attempts.jsonl");

beforeEach(() => {
  vi.stubEnv("XDG_DATA_HOME", mkdtempSync(join(tmpdir(), "pullwhy-data-")));
});

const paper = JSON.parse((await cli([...TEST, "-o", "json"])).out) as PaperReport;
const rightAnswers = paper.questions.map(({ number, choices }) =>
  number === undefined ? choices.filter(({ right }) => right).map(({ id }) => id) : [`${number.value}`],
);

/** Types these answers at the test. */
function answer(answers: readonly (readonly string[])[], ...flags: readonly string[]): Promise<CliRun> {
  return cli([...TEST, ...flags], { stdin: answers.map((each) => `${each.join(" ")}\n`).join("") });
}

describe("pullwhy learn test", () => {
  test("prints ten questions with their keys and keeps nothing where nothing is answered", async () => {
    expect(paper.questions).toHaveLength(10);
    expect(paper.result).toBeUndefined();
    expect(existsSync(file())).toBe(false);
  });

  test("ends well when all is right, and keeps each answer and the grade, one a line", async () => {
    const { code, out, err } = await answer(rightAnswers);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("10 of 10 right: strong\n");
    const { attempts, unread } = readAttempts(readFileSync(file(), "utf8"));
    expect(unread).toEqual([]);
    expect(attempts.map(({ question }) => question)).toEqual([...paper.questions.map(({ id }) => id), "TEST/strong/7"]);
    expect(attempts.every(({ right, mode }) => right && mode === "test")).toBe(true);
  });

  test("tells what went wrong, how one comes to it, and which belief goes with it", async () => {
    const lured = paper.questions.map(({ choices }, index) => {
      const lure = choices.find(({ right, belief }) => !right && belief !== undefined);
      return lure === undefined ? (rightAnswers[index] ?? []) : [lure.id];
    });
    const { code, out } = await answer(lured, "-o", "json");
    const { result, questions } = JSON.parse(out) as PaperReport;
    expect(code).toBe(1);
    expect(result?.beliefs.length).toBeGreaterThan(0);
    expect(result?.right).toBe(questions.filter(({ given }) => given?.right).length);
    const { out: told } = await answer(lured);
    expect(told).toContain("that would be another kubelet");
  });

  test("reports a Brier score where somebody said how sure they were, and none elsewhere", async () => {
    const sure = await answer(
      rightAnswers.map(([first = "", ...more], index) => [first, ...more, index < 2 ? "!" : ""]),
      "-o",
      "json",
    );
    expect((JSON.parse(sure.out) as PaperReport).result?.brier).toBeCloseTo(0.05 ** 2);
    const plainly = await answer(rightAnswers, "-o", "json");
    expect((JSON.parse(plainly.out) as PaperReport).result).not.toHaveProperty("brier");
  });

  test("a line that is no answer ends it; what was answered before is kept", async () => {
    const { code, err } = await answer([rightAnswers[0] ?? [], ["<script>"], ["a"]]);
    expect(code).toBe(2);
    expect(err).toContain("Cannot read line 2 of standard input");
    expect(readAttempts(readFileSync(file(), "utf8")).attempts).toHaveLength(1);
  });

  test("answers that end early are not passed, and give no grade", async () => {
    const { code, out } = await answer(rightAnswers.slice(0, 9));
    expect(code).toBe(1);
    expect(out).toContain("9 of 10 right, 1 not answered\n");
    expect(readFileSync(file(), "utf8")).not.toContain("TEST/");
  });

  test("has no escape code, and no line over 80 columns", async () => {
    const { out } = await answer(rightAnswers.map(() => ["-"]));
    // oxlint-disable-next-line no-control-regex -- escape codes are what must not be there
    expect(out).not.toMatch(/\u001B/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("is a sheet to be printed with -o md, its answers last", async () => {
    const { code, out } = await cli([...TEST, "-o", "md"]);
    const [asked = "", keys = ""] = out.split("## Answers");
    expect(code).toBe(0);
    expect(asked.match(/^## \d+\. /gm)).toHaveLength(10);
    expect(keys.match(/^\d+\. \*\*/gm)).toHaveLength(10);
  });
});

describe("where answers cannot be kept", () => {
  test("a full disk is told, and the answers are handed over", async () => {
    mkdirSync(join(process.env["XDG_DATA_HOME"] ?? "", "pullwhy"));
    symlinkSync("/dev/full", file());
    const { code, err } = await answer(rightAnswers.slice(0, 2));
    expect(code).toBe(1);
    expect(err).toContain("no space left on the disk");
    const lines = err.slice(err.indexOf('{"v"'));
    expect(readAttempts(lines).attempts.map(({ question }) => question)).toEqual(
      paper.questions.slice(0, 2).map(({ id }) => id),
    );
  });

  test("a folder in place of the file is told before and after, and practice goes on", async () => {
    mkdirSync(file(), { recursive: true });
    const { code, out, err } = await answer(rightAnswers);
    expect(code).toBe(0);
    expect(out).toContain("10 of 10 right");
    expect(err).toMatch(/Cannot read .*it is a folder[^]*Cannot write .*it is a folder/);
  });

  test("what could not be read stays in the file, and answers come behind it", async () => {
    mkdirSync(join(process.env["XDG_DATA_HOME"] ?? "", "pullwhy"));
    const before = '{"v":9,"of":"the future"}\nhalf a li';
    writeFileSync(file(), before);
    await answer(rightAnswers.slice(0, 1));
    const after = readFileSync(file(), "utf8");
    expect(after.startsWith(`${before}\n{"v":1,`)).toBe(true);
    const { attempts, unread } = readAttempts(after);
    expect([attempts.length, unread.map(({ line }) => line)]).toEqual([1, [1, 2]]);
    expect(after.endsWith(attemptsText(attempts))).toBe(true);
  });
});
