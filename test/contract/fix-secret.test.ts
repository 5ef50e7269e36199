import { expect, onTestFinished, test } from "vitest";

import { cli, type CliRun } from "../cli.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const ANOTHER =
  "create secret docker-registry regcred -n other --docker-server=registry.example --docker-username=puller --docker-password=puller-pass";

function fix(sandbox: TestSandbox, more: readonly string[]): Promise<CliRun> {
  const sleep = (milliseconds: number): Promise<void> => sandbox.jump(milliseconds);
  const argv = ["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--timeout", "60s", "--apply", "--yes"];
  return cli([...argv, ...more], { io: { sleep } });
}

test("of two secrets that would both do, none is taken until --secret says which", { timeout: 120_000 }, async () => {
  const sandbox = await startTestSandbox("1.36", { world: "secret-wrong-namespace", actions: [] });
  onTestFinished(() => sandbox.stop());
  for (const line of ["create namespace other", ANOTHER]) expect((await sandbox.run(line)).exitCode).toBe(0);
  await sandbox.until("web", "ImagePullBackOff");
  const open = await fix(sandbox, []);
  expect([open.code, open.out.replaceAll(/\s+/g, " ")]).toEqual([1, expect.stringContaining("other/regcred")]);
  expect((await sandbox.run("get secret regcred")).exitCode).toBe(1);
  const none = await fix(sandbox, ["--secret", "nowhere/regcred"]);
  expect([none.code, none.out]).toEqual([1, expect.stringContaining("nowhere/regcred")]);
  expect((await fix(sandbox, ["--secret", "other/regcred"])).code).toBe(0);
  expect((await sandbox.run("get pod web --no-headers")).stdout).toContain("Running");
});
