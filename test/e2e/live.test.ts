import { spawn } from "node:child_process";

import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";

import { kubectl, kubectlPath } from "../contract/real-kubectl.ts";
import { hasBrowser, openPage, startPage } from "./page-kit.ts";

const real = kubectlPath("1.36");

/** Starts a sandbox of the open world; answers the kubeconfig that the page shows. */
async function goLive(page: Page): Promise<string> {
  await page.click("role=button[name='Do something']");
  await page.click("#tab-live");
  await page.click("role=button[name='Start a sandbox of this world']");
  const line = (await page.textContent(".live code")) ?? "";
  await page.locator(".branches [aria-pressed=true]", { hasText: "Live" }).waitFor();
  onTestFinished(() => page.click("role=button[name='Stop it']"));
  return line.replace("export KUBECONFIG=", "");
}

/** What `kubectl get pods -w` has printed so far, in a terminal of its own. */
function watching(kubeconfig: string): { readonly printed: () => string; stop(): void } {
  let printed = "";
  const child = spawn(real ?? "", ["get", "pods", "-w"], { env: { ...process.env, KUBECONFIG: kubeconfig } });
  child.stdout.on("data", (data: Buffer) => (printed += data.toString()));
  const stop = (): void => void child.kill("SIGINT");
  onTestFinished(stop);
  return { printed: () => printed, stop };
}

describe.skipIf(!hasBrowser || real === undefined)("a live sandbox", async () => {
  const kit = hasBrowser ? await startPage() : undefined;
  if (kit === undefined) return;

  test("A-13 the real kubectl watches, asks and repairs in it, and the page shows it with its next look", async () => {
    const { page } = await openPage(kit, { hash: "#/rollout-bad-tag" });
    const kubeconfig = await goLive(page);
    const run = (...argv: string[]): ReturnType<typeof kubectl> => kubectl("1.36", argv, { kubeconfig });
    const watch = watching(kubeconfig);
    await expect.poll(watch.printed, PATIENT).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE\n/);

    await run("set", "image", "deployment/web", "app=registry.example/shop/web:1.5.0");
    await expect.poll(watch.printed, PATIENT).toMatch(/0\/1 +ErrImagePull +0 +\d+s\n/);
    const [pod = ""] = /^\S+(?= +0\/1 +ErrImagePull)/m.exec(watch.printed()) ?? [];
    await page.locator(".steps tbody tr", { hasText: "ErrImagePull" }).first().waitFor();

    const { stdout: described } = await run("describe", "pod", pod);
    expect(described).toMatch(/Failed +\d+s +(?:\(x\d+ over \d+s\) +)?kubelet +.*Error: ErrImagePull/);
    const logs = await run("logs", pod);
    expect(logs.stderr).toMatch(/container "app" in pod .* is waiting to start/);

    const looks = looksOf(page);
    await run("create", "secret", "docker-registry", "regcred", "--docker-server=registry.example", ...LOGIN);
    await page.locator(".steps tbody tr", { hasText: "create secrets/regcred" }).first().waitFor();
    expect(looks()).toBeLessThanOrEqual(2);

    await run("rollout", "undo", "deployment/web");
    await expect.poll(watch.printed, PATIENT).toMatch(new RegExp(String.raw`^${pod} +0/1 +Terminating`, "m"));
    await page.locator(".steps tbody tr", { hasText: "patch deployments/web" }).nth(1).waitFor();
  });

  test("A-13 a pod that is edited from outside runs, in the terminal and on the page", async () => {
    const { page } = await openPage(kit);
    const kubeconfig = await goLive(page);
    const run = (...argv: string[]): ReturnType<typeof kubectl> => kubectl("1.36", argv, { kubeconfig });
    expect((await run("get", "pods")).stdout).toMatch(
      /^NAME +READY +STATUS +RESTARTS +AGE\nweb +0\/1 +\w+ +0 +\d+s\n$/,
    );
    await run("set", "image", "pod/web", "app=registry.example/shop/web:1.4.2");
    await page.locator(".steps tbody tr", { hasText: "Running" }).first().waitFor();
    expect((await run("describe", "pod", "web")).stdout).toContain("Successfully pulled image");
  });
});

const PATIENT = { timeout: 12_000, interval: 100 };
const LOGIN = ["--docker-username=puller", "--docker-password=puller-pass"];

/** How often the page has looked since. The one under way may have begun before. */
function looksOf(page: Page): () => number {
  let looks = 0;
  page.on("request", (request) => (looks += request.url().includes("api/live?from=") ? 1 : 0));
  return () => looks;
}
