import { expect, onTestFinished, test, vi } from "vitest";

import { namedWorld } from "../../src/cli/worlds/named-world.ts";
import { cli } from "../cli.ts";
import { startTestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000 });

test("where a registry is down, --mirror takes the same image from another one, once that has it", async () => {
  const world = await namedWorld("registry-down", "");
  if (!world.ok) throw new Error(world.fault.message);
  const [down] = world.value.registries;
  if (down === undefined) throw new Error("The world has no registry");
  const mirror = { ...down, host: "mirror.example", faults: [] };
  const sandbox = await startTestSandbox("1.36", { world: "registry-down", actions: [], registries: [down, mirror] });
  onTestFinished(() => sandbox.stop());
  await sandbox.until("web", "ImagePullBackOff");
  let waited = 0;
  const sleep = (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    return sandbox.jump(milliseconds);
  };
  const fix = (...flags: string[]) =>
    cli(["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--timeout", "60s", ...flags], {
      io: { sleep, now: () => Date.now() + waited },
    });
  const shown = await fix();
  expect([shown.code, shown.out.replaceAll(/\s+/g, " ")]).toEqual([
    1,
    expect.stringContaining("--mirror HOST uses that"),
  ]);
  const absent = await fix("--mirror", "mirror.example/elsewhere", "--apply", "--yes");
  expect([absent.code, absent.out.replaceAll(/\s+/g, " ")]).toEqual([1, expect.stringContaining("does not give")]);
  const { code, out } = await fix("--mirror", "mirror.example", "--apply", "--yes");
  expect({ code, out: code === 0 ? "" : out }).toEqual({ code: 0, out: "" });
  const { stdout } = await sandbox.run("get pod web -o jsonpath={.spec.containers[0].image}");
  expect(stdout).toBe("mirror.example/shop/web:1.4.2");
  expect((await fix("--mirror", "mirror.example", "--to", "a:1")).code).toBe(2);
});
