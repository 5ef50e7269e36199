import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const OVERLAY = join(import.meta.dirname, "kustomize/overlay");

describe.each<KubectlMinor>(["1.31", "1.36"])("kubectl %s and kustomize", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  let sandbox: TestSandbox;

  beforeAll(async () => {
    if (!isMissing) sandbox = await startTestSandbox(minor, { world: "playground", actions: [] });
  });
  afterAll(() => sandbox?.stop());

  test.skipIf(isMissing)("apply -k, diff -k, get -k and delete -k work on an overlay", async () => {
    const applied = (await sandbox.run(`apply -k ${OVERLAY}`)).stdout;
    expect(applied).toMatch(/^configmap\/shop-settings-\w{10} created\ndeployment.apps\/shop-web created\n$/);
    expect(await sandbox.run("rollout status deployment/shop-web --timeout=60s")).toMatchObject({ exitCode: 0 });
    const pods = await sandbox.run("get pods -l app=web -o jsonpath={.items[*].spec.containers[0].image}");
    expect(pods.stdout).toBe("registry.example/shop/web:1.4.2 registry.example/shop/web:1.4.2");
    expect((await sandbox.run(`apply -k ${OVERLAY}`)).stdout.match(/ unchanged$/gm)).toHaveLength(2);
    expect(await sandbox.run(`diff -k ${OVERLAY}`)).toMatchObject({ stdout: "", exitCode: 0 });
    expect((await sandbox.run(`get -k ${OVERLAY} -o name`)).stdout).toContain("deployment.apps/shop-web\n");
    expect((await sandbox.run(`delete -k ${OVERLAY}`)).stdout).toContain('deployment.apps "shop-web" deleted');
    expect((await sandbox.run("get deployments,configmaps -l team=shop")).stderr).toContain("No resources found");
  });
});
