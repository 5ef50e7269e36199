import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, onTestFinished, test } from "vitest";

import { realTool } from "../../tools/lib/real-tool.mjs";
import { cli, type CliRun } from "../cli.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const run = promisify(execFile);
const path: string | undefined = realTool("helm", "1.36");

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers: [{ name: app, image: "registry.example/shop/web:{{ .Values.tag }}" }]
`;

function chart(): string {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-fix-helm-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "templates"));
  writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 0.1.0\n");
  writeFileSync(join(folder, "values.yaml"), "tag: 1.5.0\n");
  writeFileSync(join(folder, "templates", "deployment.yaml"), DEPLOYMENT);
  return folder;
}

function fix(sandbox: TestSandbox, more: readonly string[]): Promise<CliRun> {
  const sleep = (milliseconds: number): Promise<void> => sandbox.jump(milliseconds);
  const argv = ["fix", "deploy/shop", "--kubeconfig", sandbox.kubeconfig, "--timeout", "60s", ...more];
  return cli(argv, { io: { sleep } });
}

async function imageOf(sandbox: TestSandbox): Promise<string> {
  return (await sandbox.run("get deployment shop -o jsonpath={..image}")).stdout;
}

const RIGHT = "registry.example/shop/web:1.4.2";
const WRONG = "registry.example/shop/web:1.5.0";

test.skipIf(path === undefined)(
  "what the real helm has installed is shown as a diff and changed only with --force",
  { timeout: 180_000 },
  async () => {
    const sandbox = await startTestSandbox("1.36", { world: "wrong-tag", actions: [] });
    onTestFinished(() => sandbox.stop());
    const folder = chart();
    const env = { PATH: process.env["PATH"], HOME: folder, KUBECONFIG: sandbox.kubeconfig };
    await run(path ?? "", ["install", "shop", folder], { cwd: folder, env });
    for (let tries = 0; tries < 60; tries += 1) {
      await sandbox.jump(1_000);
      const { stdout } = await sandbox.run("get pods -l app=shop --no-headers");
      if (/ErrImagePull|ImagePullBackOff/.test(stdout)) break;
    }
    const apply = ["--to", RIGHT, "--apply", "--yes"];
    const refused = await fix(sandbox, apply);
    const text = refused.out.replaceAll(/\s+/g, " ");
    expect([refused.code, await imageOf(sandbox)]).toEqual([1, WRONG]);
    for (const part of [`- containers[app].image: ${WRONG}`, `+ containers[app].image: ${RIGHT}`, "release shop"])
      expect(text).toContain(part);
    const forced = await fix(sandbox, [...apply, "--force"]);
    expect({ code: forced.code, image: await imageOf(sandbox) }).toEqual({ code: 0, image: RIGHT });
  },
);
