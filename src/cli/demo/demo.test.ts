import { expect, test } from "vitest";

import { cli } from "../../../test/cli.ts";

test("demo tells both acts to the end, with the commands that broke and mended the pod", async () => {
  const { code, out } = await cli(["demo"]);
  expect(code).toBe(0);
  const [first = "", second = ""] = out.split(/^2\. /m);
  for (const act of [first, second]) {
    expect(act).toMatch(/✕ ErrImagePull[^]*◔ ImagePullBackOff[^]*✕ ErrImagePull[^]*● Running/);
  }
  expect(first).toContain("$ kubectl set image pod/web");
  expect(second).toContain("$ kubectl create secret docker-registry regcred");
  expect(second).toContain("--docker-password=***");
});

test("demo shows windows that double", async () => {
  const { out } = await cli(["demo", "--fast"]);
  expect(out).toMatch(/pulls failed, followed by windows of 10s, 20s/);
});

test("demo waits only for a terminal, and not when it shall be fast", async () => {
  const pauses: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    return Promise.resolve();
  };
  await cli(["demo"], { io: { sleep } });
  await cli(["demo", "--fast"], { io: { sleep, isTerminal: true } });
  expect(pauses).toEqual([]);
  const { out } = await cli(["demo"], { io: { sleep, isTerminal: true } });
  expect(pauses.reduce((sum, each) => sum + each, 0)).toBeLessThan(60_000);
  expect(pauses.length).toBeGreaterThan(20);
  expect(out).toBe((await cli(["demo", "--fast"])).out);
});

test("demo ends at once when it is interrupted", async () => {
  const interruption = new AbortController();
  const sleep = (): Promise<void> => {
    interruption.abort();
    return Promise.resolve();
  };
  const { code, out } = await cli(["demo"], { io: { sleep, isTerminal: true, signal: interruption.signal } });
  expect(code).toBe(130);
  expect(out.length).toBeLessThan(1_000);
});

test("demo keeps to the width of the terminal", async () => {
  const { code, out } = await cli(["demo"]);
  expect(code).toBe(0);
  expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
});
