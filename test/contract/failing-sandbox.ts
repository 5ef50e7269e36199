import { expect, onTestFinished } from "vitest";

import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** A sandbox of a world in which nobody repairs anything, at the first pull that has failed; ends with its test. */
export async function failingSandbox(world: string, before: readonly string[] = []): Promise<TestSandbox> {
  const sandbox = await startTestSandbox("1.36", { world, actions: [] });
  onTestFinished(() => sandbox.stop());
  await sandbox.jump(3_000);
  for (const line of before) expect((await sandbox.run(line)).exitCode).toBe(0);
  for (let tries = 0; tries < 60; tries += 1) {
    if (/ErrImage|ImagePull|InvalidImage/.test((await sandbox.run("get pods --no-headers")).stdout)) break;
    await sandbox.jump(1_000);
  }
  return sandbox;
}
