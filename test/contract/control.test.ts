import { afterAll, beforeAll, expect, test } from "vitest";

import { cli } from "../cli.ts";
import { kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const isMissing = kubectlPath("1.36") === undefined;
let sandbox: TestSandbox;

beforeAll(async () => {
  if (!isMissing) sandbox = await startTestSandbox("1.36", { world: "playground" });
});
afterAll(() => sandbox?.stop());

async function says(line: string): Promise<string> {
  const { code, out, err } = await cli(["sandbox", ...line.split(" ")]);
  return code === 0 ? out.trim() : `${code}: ${err.trim()}`;
}

async function message(pod: string): Promise<string> {
  return (await sandbox.run(`get pod ${pod} -o jsonpath={.status.containerStatuses[0].state.waiting.message}`)).stdout;
}

test.skipIf(isMissing)("time stands still, and goes on step by step and from pull to pull", async () => {
  expect(await says("pause")).toBe("Time stands still");
  await sandbox.run("run broken --image=myimage:latest");
  expect((await sandbox.run("get pod broken --no-headers")).stdout).toContain("Pending");
  expect(await says("step")).toMatch(/ahead, pod default\/broken: schedule$/);
  const jumps = [
    await says("skip-to next-attempt"),
    await says("skip-to next-attempt"),
    await says("skip-to next-attempt"),
  ];
  for (const said of jumps) expect(said).toMatch(/ahead, pod default\/broken: pulls myimage:latest$/);
  // The second window is 20 s, and a look comes within 16 s of its end.
  const seconds = Number.parseFloat(jumps[2] ?? "");
  expect(seconds).toBeGreaterThanOrEqual(20);
  expect(seconds).toBeLessThan(37);
});

test.skipIf(isMissing)("a registry is broken and repaired", async () => {
  expect(await says("fault list")).toBe("No registry has a fault");
  expect(await says("fault add docker.io status --status 503")).toBe("docker.io fails with status");
  expect(await says("fault list")).toBe("docker.io status 503 on any");
  await says("skip-to next-attempt");
  await sandbox.jump(20_000);
  expect(await message("broken")).toContain("503 Service Unavailable");
  expect(await says("fault remove docker.io")).toBe("docker.io is repaired");
  expect(await says("fault list")).toBe("No registry has a fault");
});

test.skipIf(isMissing)("an image is pushed, and the pod that waits for it runs", async () => {
  await sandbox.run("run waiting --image=registry.example/shop/web:2.0");
  await sandbox.jump(5_000);
  expect(await message("waiting")).toContain("not found");
  expect(await says("images push registry.example/shop/web:2.0")).toBe("registry.example/shop/web:2.0 is pushed");
  await sandbox.until("waiting", "Running");
});

test.skipIf(isMissing)("says which sandbox or registry is not there", async () => {
  expect(await says("pause --sandbox other")).toBe('2: error: Cannot find sandbox "other": default runs');
  expect(await says("fault add no.example status")).toBe(
    '3: error: Cannot control sandbox "default": no registry of the sandbox has this host',
  );
  expect(await says("speed 1x")).toBe("Time goes at 1x");
});

test.skipIf(isMissing)("only the owner controls it", async () => {
  const wrong = await sandbox.run("create --raw /pullwhy/v1 -f - --token=wrong", { stdin: '{"do":"speed","speed":0}' });
  expect(wrong.exitCode).toBe(1);
  expect(sandbox.clock.speed).toBe(1);
});
