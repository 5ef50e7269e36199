import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { afterEach, describe, expect, test, vi } from "vitest";

import { cli } from "../../../test/cli.ts";
import { kubectlPath } from "../../../test/contract/real-kubectl.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-demo-"));
const real = kubectlPath("1.36");

afterEach(() => vi.unstubAllEnvs());

function surroundings(path: string): void {
  vi.stubEnv("PATH", path);
  for (const name of ["HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"]) vi.stubEnv(name, folder);
}

function realOnPath(): string {
  return `${dirname(real ?? "")}${delimiter}${process.env["PATH"] ?? ""}`;
}

describe.each([
  ["the real kubectl", real === undefined ? undefined : realOnPath(), "the real kubectl v1.36."],
  ["the kubectl that is built in", folder, "pullwhy's own kubectl"],
])("demo with %s", (_, path, says) => {
  test.skipIf(path === undefined)("tells both stories to the end, and leaves nothing", async () => {
    surroundings(path ?? "");
    const { code, out, err } = await cli(["demo"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(says);
    const [first = "", second = ""] = out.split(/^2\. /m);
    expect(first).toMatch(/ErrImagePull[^]*ImagePullBackOff[^]*mypod +1\/1 +Running/);
    expect(first).toContain('Failed to pull image "myimage:latest": failed to pull and unpack image');
    expect(first).toContain("is waiting to start: image can't be pulled");
    expect(first).toMatch(/░10s░+▒*░+20s░/);
    expect(second).toMatch(/private +0\/1 +ImagePullBackOff[^]*auth-missing[^]*private +1\/1 +Running/);
    expect(second).toContain("--docker-password=***");
    expect(out).not.toContain("puller-pass");
    expect(readdirSync(join(folder, "pullwhy")).filter((file) => file.startsWith("demo"))).toEqual([]);
  });
});

test("demo waits only for a terminal, and not when it shall be fast", async () => {
  surroundings(folder);
  const pauses: number[] = [];
  const sleep = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    return Promise.resolve();
  };
  await cli(["demo"], { io: { sleep } });
  await cli(["demo", "--fast"], { io: { sleep, isTerminal: true } });
  expect(pauses).toEqual([]);
  await cli(["demo"], { io: { sleep, isTerminal: true } });
  expect(pauses.reduce((sum, each) => sum + each, 0)).toBeLessThan(60_000);
  expect(pauses.length).toBeGreaterThan(20);
});

test("demo ends at once when it is interrupted", async () => {
  surroundings(folder);
  const interruption = new AbortController();
  const sleep = (): Promise<void> => {
    interruption.abort();
    return Promise.resolve();
  };
  const { code, out } = await cli(["demo"], { io: { sleep, isTerminal: true, signal: interruption.signal } });
  expect(code).toBe(130);
  expect(out.length).toBeLessThan(1_000);
});
