import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, expect, test, vi } from "vitest";

import { type Attempt, attemptsText } from "../../../lessons/index.ts";
import { attemptsAnswer } from "./attempts-answer.ts";

let file = "";

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-data-"));
  vi.stubEnv("XDG_DATA_HOME", folder);
  file = join(folder, "pullwhy/attempts.jsonl");
});

function attempt(at: number): Attempt {
  return { v: 1, at, question: "Q01/wrong-tag/42/1.35", mode: "quiz", skill: "SYM", right: true, hints: 0 };
}

function asked(method: string, body?: string): Promise<Response> {
  return attemptsAnswer(
    new Request("http://127.0.0.1/api/attempts", { method, ...(body === undefined ? {} : { body }) }),
  );
}

test("the page is told what the terminal has kept, and adds to it what is not there yet", async () => {
  expect(await (await asked("GET")).json()).toEqual({ attempts: [], unread: [] });
  await asked("POST", attemptsText([attempt(1)]));
  const answer = await asked("POST", attemptsText([attempt(1), attempt(2)]));
  expect(await answer.json()).toEqual({ attempts: [attempt(1), attempt(2)], unread: [] });
  expect(readFileSync(file, "utf8")).toBe(attemptsText([attempt(1), attempt(2)]));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("nothing is added of a body with a line that is no answer", async () => {
  const answer = await asked("POST", `${attemptsText([attempt(1)])}<script>alert(1)</script>\n`);
  expect([answer.status, await answer.text()]).toEqual([400, "Line 2 is no answer: no JSON object\n"]);
  expect(await (await asked("GET")).json()).toMatchObject({ attempts: [] });
});

test("answers are erased, but not together with lines that could not be read", async () => {
  await asked("POST", attemptsText([attempt(1)]));
  expect(await (await asked("DELETE")).json()).toEqual({ attempts: [], unread: [] });
  const text = `half a li\n${attemptsText([attempt(1)])}`;
  writeFileSync(file, text);
  const answer = await asked("DELETE");
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining("Line 1 of")]);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("a file that cannot be used is told", async () => {
  mkdirSync(file, { recursive: true });
  const answer = await asked("GET");
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("it is a folder")]);
});
