import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, describe, expect, test, vi } from "vitest";

import { cli } from "../../../../test/cli.ts";
import { type Attempt, attemptsText, readAttempts, recommendedOrder } from "../../../lessons/index.ts";
import { createStyle } from "../../print/style.ts";
import type { PaperReport } from "./report.ts";

let file = "";

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-data-"));
  vi.stubEnv("XDG_DATA_HOME", folder);
  file = join(folder, "pullwhy/attempts.jsonl");
});

async function report(argv: readonly string[], stdin?: string): Promise<PaperReport> {
  const { out } = await cli(["learn", ...argv, "-o", "json"], stdin === undefined ? {} : { stdin });
  return JSON.parse(out) as PaperReport;
}

function keysOf({ questions }: PaperReport): readonly string[] {
  return questions.map(({ number, choices }) =>
    number === undefined ? choices.flatMap(({ id, right }) => (right ? id : [])).join(" ") : `${number.value}`,
  );
}

describe.each([
  ["predict", ["predict", "wrong-tag"]],
  ["why", ["why", "wrong-tag", "p3.f"]],
  ["time", ["time", "wrong-tag"]],
  ["diagnose", ["diagnose", "typo-repo"]],
])("pullwhy learn %s", (mode, argv) => {
  test("is passed with the answers that it prints, which are kept, and not with others", async () => {
    const paper = await report(argv);
    const lines = keysOf(paper).map((key) => `${key}\n`);
    const { code, out, err } = await cli(["learn", ...argv], { stdin: lines.join("") });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(`${lines.length} of ${lines.length} right\n`);
    const { attempts } = readAttempts(readFileSync(file, "utf8"));
    expect(attempts.map(({ question, mode }) => [question, mode])).toEqual(paper.questions.map(({ id }) => [id, mode]));
    expect(await cli(["learn", ...argv], { stdin: "-\n".repeat(lines.length) })).toMatchObject({ code: 1 });
  });

  test("has no line over 80 columns, and a hint when one is asked for", async () => {
    const { out } = await cli(["learn", ...argv, "--plain"], { stdin: "?\n", io: { width: 200 } });
    const { questions } = await report(argv);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out.replaceAll(/\s+/g, " ")).toContain(questions[0]?.hint);
  });
});

test("A-23 predict: who is sure of what a believer expects has a bad score, and is told what they seem to expect", async () => {
  const paper = await report(["predict", "wrong-tag"]);
  const lured = paper.questions.map(({ choices }) => choices.find(({ belief }) => belief === "M01")?.id ?? "-");
  const { result } = await report(
    ["predict", "wrong-tag"],
    lured.map((id) => (id === "-" ? "-\n" : `${id}!\n`)).join(""),
  );
  expect(result?.brier).toBeGreaterThan(0.8);
  expect(result?.beliefs).toContainEqual({ id: "M01", says: "STATUS is the phase of the pod" });
});

test("where the terminal knows ASCII alone, nothing else is printed", async () => {
  const style = createStyle({ colour: false, unicode: false });
  const { out } = await cli(["learn", "predict", "wrong-tag"], { stdin: "d\nc\na\nb\n", io: { style } });
  expect(out).toContain("that would be another kubelet");
  expect(out).toMatch(/really {7}\d+\.\d s .*\n[^]*as believed {2}\d+\.\d s /);
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  expect(out).toMatch(/^[\u0000-\u007f]+$/);
});

test("diagnose prints what kubectl would, as often as it is asked", async () => {
  const lines = "kubectl get pods\nkubectl describe pod web\nkubectl get pods --server=x\n";
  const { out } = await cli(["learn", "diagnose", "typo-repo"], { stdin: lines });
  const { out: shown } = await cli(["trace", "typo-repo", "--show", "get pods", "--at", "1m"]);
  expect(out).toContain(shown);
  expect(out).toContain("Events:");
});

test("a world that is well gives nothing to diagnose, and says so", async () => {
  const { code, err } = await cli(["learn", "diagnose", "mirror-falls-through"]);
  expect(code).toBe(2);
  expect(err).toContain("nothing is wrong in it");
});

test("the world that is best met next is taken where none is named", async () => {
  const { questions } = await report(["predict"]);
  expect(questions[0]?.world).toBe(recommendedOrder()[0]?.world);
});

describe("pullwhy learn review", () => {
  const DAY = 86_400_000;
  const NOON = Date.parse("2026-01-05T12:00:00Z");
  const ANSWERS: readonly Attempt[] = [
    { v: 1, at: NOON, question: "Q01/wrong-tag/42/1.35", mode: "quiz", skill: "SYM", right: false, hints: 0 },
    { v: 1, at: NOON, question: "Q12/wrong-tag/42/1.35", mode: "quiz", skill: "TIM", right: true, hints: 0 },
  ];
  const later = (days: number): { readonly now: () => number } => ({ now: () => NOON + days * DAY });

  beforeEach(() => {
    mkdirSync(join(file, ".."));
    writeFileSync(file, attemptsText(ANSWERS));
  });

  test("A-26 asks what is due about another world, and what was wrong comes back the next day", async () => {
    const asked = async (days: number): Promise<PaperReport> =>
      JSON.parse((await cli(["learn", "review", "-o", "json"], { io: later(days) })).out) as PaperReport;
    expect((await asked(0)).questions).toEqual([]);
    const { questions } = await asked(1);
    expect(questions.map(({ template, skill }) => [template, skill])).toEqual([["Q01", "SYM"]]);
    expect(questions[0]?.id).not.toBe(ANSWERS[0]?.question);
    expect((await asked(3)).questions.map(({ template }) => template)).toEqual(["Q01", "Q12"]);
  });

  test("says when something is due next where nothing is", async () => {
    const { code, out } = await cli(["learn", "review"], { io: later(0) });
    expect([code, out.split(".")[0]]).toEqual([0, "Nothing is due before 2026-01-06"]);
  });

  test("asks new questions of a skill where nothing is due", async () => {
    const { questions } = await report(["review", "--skill", "crd", "--count", "2"]);
    expect(questions.map(({ skill }) => skill)).toEqual(["CRD", "CRD"]);
  });
});
