import { expect, test, vi } from "vitest";

import { runProgram } from "./run-program.ts";
import { eventually, HANGS, isGone, testProgram } from "./test-programs.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000 });

const never = new AbortController().signal;

test("hands over what a program prints, reads and ends with", async () => {
  const { path } = testProgram("echoes", 'read line; echo "$1 $line $OWN"; exit 3');
  const input = { text: "from stdin\n" };
  const run = await runProgram({ command: path, args: ["arg"], env: { OWN: "env" }, input, limit: 100 }, never);
  expect(run).toEqual({ ok: true, value: { exitCode: 3, stdout: "arg from stdin env\n" } });
});

test.each(["late", "interrupted"] as const)("a program that hangs is ended with its children: %s", async (why) => {
  const program = testProgram("hangs", HANGS);
  const stop = new AbortController();
  const run = runProgram({ command: program.path, limit: 100 }, stop.signal);
  expect(await eventually(() => program.pids().length === 2)).toBe(true);
  stop.abort(why === "late" ? new DOMException("", "TimeoutError") : undefined);
  expect(await run).toEqual({ ok: false, fault: { why } });
  expect(await eventually(() => program.pids().every(isGone))).toBe(true);
});

test("what a program has started, and that keeps its output open, is not waited for and lives on", async () => {
  const program = testProgram("leaves", 'sleep 60 &\necho $! > "$HERE/pids"\necho done');
  const run = await runProgram({ command: program.path, limit: 100 }, never);
  const [pid = 0] = program.pids();
  const lives = !isGone(pid);
  process.kill(pid, "SIGKILL");
  expect([run, lives]).toEqual([{ ok: true, value: { exitCode: 0, stdout: "done\n" } }, true]);
});

test("a program that prints without end is ended", async () => {
  const program = testProgram("endless", 'echo $$ > "$HERE/pids"\nwhile :; do echo not-to-be-shown; done');
  const run = await runProgram({ command: program.path, limit: 10_000 }, never);
  expect(run).toEqual({ ok: false, fault: { why: "endless" } });
  expect(await eventually(() => program.pids().every(isGone))).toBe(true);
});

test.each([
  ["no-such-program-at-all", "absent"],
  ["/etc/passwd", "unusable"],
  ["", "unusable"],
  ["a\0b", "unusable"],
])("what cannot be run is a fault: %j", async (command, why) => {
  expect(await runProgram({ command, limit: 100 }, never)).toEqual({ ok: false, fault: { why } });
});

test("nothing is run for somebody who has gone", async () => {
  const program = testProgram("runs", 'echo $$ > "$HERE/pids"');
  await runProgram({ command: program.path, limit: 100 }, AbortSignal.abort());
  expect(program.pids()).toEqual([]);
});
