import { dirname } from "node:path";

import { afterEach, expect, test, vi } from "vitest";

import { helperLogin } from "./credential-helper.ts";
import { eventually, HANGS, isGone, type TestProgram, testProgram } from "./test-programs.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000 });

const SOON = new AbortController().signal;
afterEach(() => vi.unstubAllEnvs());

function onPath(script: string): TestProgram {
  const program = testProgram("docker-credential-test", script);
  vi.stubEnv("PATH", `${dirname(program.path)}:${process.env["PATH"]}`);
  return program;
}

function asked(server = "registry.example", helper = "test"): ReturnType<typeof helperLogin> {
  return helperLogin({ helper, server }, SOON);
}

test("is asked with the word get, and the server on its standard input", async () => {
  const program = onPath(
    `echo "$*" > "$HERE/args"; cat > "$HERE/asked"; echo '{"Username":"puller","Secret":"s3cret"}'`,
  );
  const login = await asked("registry.example:5000");
  expect(login).toMatchObject({ ok: true, value: { username: "puller", isIdentity: false } });
  expect(login.ok && login.value?.password.reveal()).toBe("s3cret");
  expect(JSON.stringify(login)).not.toContain("s3cret");
  expect([program.lines("args"), program.lines("asked")]).toEqual([["get"], ["registry.example:5000"]]);
});

test.each([
  "credentials not found in native keychain",
  "error getting credentials - err: exit status 1, out: `credentials not found`",
])("that it keeps nothing is no failure: %s", async (said) => {
  onPath(`cat > /dev/null; echo '${said.replaceAll("'", "")}'; exit 1`);
  expect(await asked()).toEqual({ ok: true, value: undefined });
});

test.each(["<token>", ""])("a token of no user (%j) is told apart", async (name) => {
  onPath(`echo '{"ServerURL":"registry.example","Username":"${name}","Secret":"s3cret"}'`);
  expect(await asked()).toMatchObject({ ok: true, value: { isIdentity: true } });
});

test.each([
  ["fails", "echo s3cret; echo s3cret >&2; exit 2", "NODE_HELPER_FAILED"],
  ["prints what is no JSON", 'echo \'{"Secret":"s3cret\'', "NODE_HELPER_FAILED"],
  ["prints no password", 'echo \'{"Username":"s3cret","Secret":""}\'', "NODE_HELPER_FAILED"],
  ["prints without end", "while :; do echo s3cret; done", "NODE_HELPER_FAILED"],
])("a helper that %s is named, and not quoted", async (_, script, code) => {
  onPath(script);
  const login = await asked();
  expect(login).toMatchObject({ fault: { code, message: expect.stringContaining('"docker-credential-test"') } });
  expect(JSON.stringify(login)).not.toContain("s3cret");
});

test("one that is not there, or is a way to another program, is not run", async () => {
  expect(await asked("registry.example", "no-such-one")).toMatchObject({ fault: { code: "NODE_HELPER_ABSENT" } });
  expect(await asked("registry.example", "x/../../../bin/sh")).toMatchObject({ fault: { code: "NODE_HELPER_FAILED" } });
});

test("one that hangs is ended with its children", async () => {
  const program = onPath(HANGS);
  const stop = new AbortController();
  const login = helperLogin({ helper: "test", server: "registry.example" }, stop.signal);
  expect(await eventually(() => program.pids().length === 2)).toBe(true);
  stop.abort(new DOMException("", "TimeoutError"));
  expect(await login).toMatchObject({ fault: { code: "NODE_HELPER_LATE" } });
  expect(await eventually(() => program.pids().every(isGone))).toBe(true);
});
