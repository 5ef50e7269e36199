import { expect, onTestFinished, test } from "vitest";

import { cli, type CliRun } from "../cli.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const JANE = ["--as", "jane"];
const LOGIN = ["--username", "puller", "--password-stdin"];

/** Jane may do what the printed role says, and no more. */
async function begun(world: string, flags: readonly string[]): Promise<TestSandbox> {
  const sandbox = await startTestSandbox("1.36", { world, actions: [] });
  onTestFinished(() => sandbox.stop());
  const role = await cli(["rbac", "-n", "default", ...flags]);
  expect((await sandbox.run("apply -f -", { stdin: role.out })).exitCode).toBe(0);
  const name = flags.length > 0 ? "pullwhy-fix" : "pullwhy";
  expect((await sandbox.run(`create rolebinding janes --role=${name} --user=jane`)).exitCode).toBe(0);
  for (let tries = 0; tries < 60; tries += 1) {
    await sandbox.jump(1_000);
    if (/ErrImage|ImagePull|ErrImageNever/.test((await sandbox.run("get pods --no-headers")).stdout)) break;
  }
  return sandbox;
}

function fix(sandbox: TestSandbox, flags: readonly string[]): Promise<CliRun> {
  const sleep = (milliseconds: number): Promise<void> => sandbox.jump(milliseconds);
  const argv = ["fix", ...flags, ...JANE, "--kubeconfig", sandbox.kubeconfig, "--timeout", "60s", "--apply", "--yes"];
  return cli(argv, { stdin: "puller-pass\n", io: { sleep } });
}

/** A pod in place, one made anew with a new secret, a secret patched, a secret made anew, a workload. */
const WORLDS: readonly (readonly [world: string, target: string, flags: readonly string[]])[] = [
  ["wrong-tag", "pod/web", ["--to", "registry.example/shop/web:1.4.2"]],
  ["private-no-secret", "pod/web", LOGIN],
  ["secret-wrong-host", "pod/web", []],
  ["secret-wrong-type", "pod/web", []],
];

test.each(WORLDS)("the role of rbac --fix is enough to fix and to undo in %s", { timeout: 120_000 }, async (...of) => {
  const [world, target, flags] = of;
  const sandbox = await begun(world, ["--fix"]);
  const fixed = await fix(sandbox, [target, ...flags]);
  expect({ code: fixed.code, out: fixed.code === 0 ? "" : fixed.out + fixed.err }).toEqual({ code: 0, out: "" });
  const undone = await fix(sandbox, [target, "--undo"]);
  expect(undone.out + undone.err).not.toMatch(/forbidden|cannot (?:get|list|patch|create|delete)/i);
});

test("the role for looking alone changes nothing, and says what is forbidden", { timeout: 120_000 }, async () => {
  const sandbox = await begun("wrong-tag", []);
  const { code, out } = await fix(sandbox, ["pod/web", "--to", "registry.example/shop/web:1.4.2"]);
  expect(code).toBe(1);
  expect(out.replaceAll(/\s+/g, " ")).toContain('"jane" cannot patch resource "pods"');
});
