import { execFileSync } from "node:child_process";

import { describe, expect, test } from "vitest";

import { kubectlPath } from "../contract/real-kubectl.ts";
import { hasBrowser, openPage, startPage } from "./page-kit.ts";

const real = kubectlPath("1.36");

describe.skipIf(!hasBrowser || real === undefined)("a live sandbox", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined || real === undefined) return;

  test("A-13 the real kubectl works in it, and the page follows", async () => {
    const { page } = await openPage(kit);
    await page.click("role=button[name='Do something']");
    await page.click("#tab-live");
    await page.click("role=button[name='Start a sandbox of this world']");
    const line = (await page.textContent(".live code")) ?? "";
    const KUBECONFIG = line.replace("export KUBECONFIG=", "");
    const kubectl = (...argv: string[]): string =>
      execFileSync(real, argv, { env: { ...process.env, KUBECONFIG }, encoding: "utf8" });
    await page.locator(".branches [aria-pressed=true]", { hasText: "Live" }).waitFor();
    expect(kubectl("get", "pods")).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE\nweb +0\/1 +\w+ +0 +\d+s\n$/);
    kubectl("set", "image", "pod/web", "app=registry.example/shop/web:1.4.2");
    await page.locator(".steps tbody tr", { hasText: "Running" }).first().waitFor();
    expect(kubectl("describe", "pod", "web")).toContain("Successfully pulled image");
    await page.click("role=button[name='Stop it']");
  });
});
