import { expect, onTestFinished, test } from "vitest";

import { cli } from "../cli.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

async function begun(): Promise<TestSandbox> {
  const sandbox = await startTestSandbox("1.36", { world: "wrong-tag", actions: [] });
  onTestFinished(() => sandbox.stop());
  await sandbox.until("web", "ImagePullBackOff");
  return sandbox;
}

function fix(sandbox: TestSandbox, flags: readonly string[], key?: string): ReturnType<typeof cli> {
  const sleep = (milliseconds: number): Promise<void> => sandbox.jump(milliseconds);
  const keys = (): AsyncIterable<string> => pressed(key ?? "");
  const argv = ["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--timeout", "60s", "--apply", ...flags];
  return cli(argv, { io: { sleep, ...(key !== undefined && { keys }) } });
}

async function* pressed(key: string): AsyncGenerator<string> {
  yield await Promise.resolve(key);
}

async function imageOf(sandbox: TestSandbox): Promise<string> {
  return (await sandbox.run("get pod web -o jsonpath={.spec.containers[0].image}")).stdout;
}

const RIGHT = "registry.example/shop/web:1.4.2";

test("--apply at a terminal shows the change and asks; only y makes it", { timeout: 120_000 }, async () => {
  const sandbox = await begun();
  const before = await imageOf(sandbox);
  for (const key of ["n", "\r", "\u0003", " "]) {
    const { err, code } = await fix(sandbox, ["--to", RIGHT], key);
    expect({ code, asked: err.includes("Apply this change? [y/N]"), shown: err.includes(RIGHT) }).toEqual({
      code: 1,
      asked: true,
      shown: true,
    });
    expect(await imageOf(sandbox)).toBe(before);
  }
  expect((await fix(sandbox, ["--to", RIGHT], "y")).code).toBe(0);
  expect(await imageOf(sandbox)).toBe(RIGHT);
});

test("--apply where nobody can be asked changes nothing without --yes", { timeout: 120_000 }, async () => {
  const sandbox = await begun();
  const before = await imageOf(sandbox);
  const { code, err } = await fix(sandbox, ["--to", RIGHT]);
  expect([code, await imageOf(sandbox)]).toEqual([2, before]);
  expect(err).toContain("--yes");
});

test("where a pull fails again the cause of that is told", { timeout: 120_000 }, async () => {
  const sandbox = await begun();
  const offline = ["--to", "nowhere.example/shop/web:1", "--offline", "--yes", "-o", "json"];
  const { code, out } = await fix(sandbox, offline);
  const { fixes } = JSON.parse(out) as { fixes: readonly [{ cause: string; outcome: { still: unknown } }] };
  expect([code, fixes[0].cause]).toEqual([4, "tag-not-found"]);
  expect(fixes[0].outcome.still).toMatchObject([{ cause: "dns-nxdomain" }]);
});
