import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { realTool } from "../../tools/lib/real-tool.mjs";
import type { KubectlMinor } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** The layers of these minors carry helm 3 and helm 4. */
const MINORS = ["1.31", "1.36"] as const satisfies readonly KubectlMinor[];

const folder = mkdtempSync(join(tmpdir(), "pullwhy-helm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(MINORS)("helm beside kubectl %s", (minor) => {
  const path: string | undefined = realTool("helm", minor);
  const isMissing = path === undefined;
  let sandbox: TestSandbox;

  beforeAll(async () => {
    if (!isMissing) sandbox = await startTestSandbox(minor, { world: "playground" });
  });
  afterAll(() => sandbox?.stop());

  async function helm(...args: string[]): Promise<string> {
    const env = { PATH: process.env["PATH"], HOME: folder, KUBECONFIG: sandbox.kubeconfig };
    const child = spawn(path ?? "", args, { cwd: folder, env });
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return `${out}${err}${code === 0 ? "" : `exit ${code}`}`;
  }

  test.skipIf(isMissing)("installs a chart, waits for it, upgrades it, rolls back and removes it", async () => {
    const chart = `shop-${minor.replace(".", "-")}`;
    expect(await helm("create", chart)).toContain("Creating");
    const image = ["--set", "image.repository=registry.example/shop/web", "--set", "image.tag=1.4.1"];
    const waiting = ["--wait", "--timeout", "60s"];
    expect(await helm("install", "shop", `./${chart}`, ...image, ...waiting)).toContain("STATUS: deployed");
    expect(await helm("list")).toMatch(/shop\s+default\s+1\s+.*deployed/);
    const newer = ["--set", "image.repository=registry.example/shop/web", "--set", "image.tag=1.4.2"];
    expect(await helm("upgrade", "shop", `./${chart}`, ...newer, ...waiting)).toContain("has been upgraded");
    expect((await sandbox.run("get deployment -o jsonpath={..image}")).stdout).toContain(":1.4.2");
    expect(await helm("rollback", "shop", "1", ...waiting)).toContain("Rollback was a success");
    expect((await sandbox.run("get deployment -o jsonpath={..image}")).stdout).toContain(":1.4.1");
    expect(await helm("history", "shop")).toMatch(/1\s+.*superseded[^]*3\s+.*deployed/);
    expect(await helm("uninstall", "shop")).toContain('release "shop" uninstalled');
    expect((await sandbox.run("get deployment -o name")).stdout).toBe("");
  });
});
