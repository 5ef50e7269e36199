import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { cli } from "../../../test/cli.ts";
import { systemSleep } from "../../node/index.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-interact-"));
process.env["XDG_RUNTIME_DIR"] = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* typed(...keys: readonly string[]): AsyncGenerator<string> {
  for (const key of keys) yield await Promise.resolve(key);
}

/** What stands on the screen when everything was written, line by line. */
function screen(text: string): string[] {
  return text.split("\n").map((line) => line.split("\r\u001B[K").at(-1) ?? "");
}

test("keys pause the sandbox, take it from pull to pull, and stop it; its files are gone", async () => {
  const keys = (): AsyncGenerator<string> => typed("p", "s", "n", "n", "p", "+", "q");
  const io = { keys, sleep: systemSleep, width: 100, isTerminal: true };
  const { code, err } = await cli(["sandbox", "--world", "wrong-tag", "--sandbox", "keys"], { io });
  const lines = screen(err);
  expect(lines[0]).toMatch(/ahead, pod default\/web: /);
  expect(lines.slice(1, -1).every((line) => /ahead, pod default\/web: pulls registry\.example/.test(line))).toBe(true);
  expect(lines).toHaveLength(4);
  expect(lines.at(-1)).toBe("");
  expect(err).toContain("paused · 1 ");
  expect(err).toContain("10x · 1 ");
  expect(code).toBe(0);
  expect(readdirSync(join(folder, "pullwhy"))).toEqual([]);
});
