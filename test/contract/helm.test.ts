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

const CHART = join(import.meta.dirname, "chart");
/** What the chart holds, in kubectl's words. */
const KINDS = `
  deployment statefulset daemonset cronjob horizontalpodautoscaler poddisruptionbudget configmap secret
  persistentvolumeclaim widget serviceaccount role rolebinding clusterrole service ingress networkpolicy
`
  .trim()
  .split(/\s+/);

const folder = mkdtempSync(join(tmpdir(), "pullwhy-helm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(MINORS)("helm beside kubectl %s", { timeout: 180_000 }, (minor) => {
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

  test.skipIf(isMissing)(
    "runs a chart of the usual kinds: hooks first, then all of them, until it is removed",
    async () => {
      const image = { tag: "1.0", platforms: ["linux/amd64"], size: 5000, exitCode: 0, runsFor: 0 };
      sandbox.live.cluster.network.registry("registry.example")?.change({ push: { repository: "shop/once", image } });
      const wait = ["--wait", "--timeout", "60s"];

      expect(await helm("install", "usual", CHART, ...wait)).toContain("STATUS: deployed");
      expect(await ownKinds()).toEqual(KINDS.toSorted());
      expect((await sandbox.run("get job usual-migrate -o jsonpath={.status.succeeded}")).stdout).toBe("1");
      expect(await helm("test", "usual")).toContain("Phase:          Succeeded");
      const newer = ["--set", "image=registry.example/shop/web:1.4.2"];
      expect(await helm("upgrade", "usual", CHART, ...newer, ...wait)).toContain("REVISION: 2");
      await expect.poll(images, { timeout: 60_000 }).toEqual(new Set(["registry.example/shop/web:1.4.2"]));
      expect(await helm("get", "manifest", "usual")).toContain("kind: HorizontalPodAutoscaler");
      expect(await helm("rollback", "usual", "1", ...wait)).toContain("Rollback was a success");
      expect(await helm("uninstall", "usual", ...wait)).toContain('release "usual" uninstalled');
      expect(await ownKinds()).toEqual([]);
    },
  );

  /** Images of the pods of the workloads. */
  async function images(): Promise<ReadonlySet<string>> {
    const { stdout } = await sandbox.run("get pods -l app -o jsonpath={.items[*].spec.containers[0].image}");
    return new Set(stdout.split(" "));
  }

  /** Kinds of the objects that the release owns. */
  async function ownKinds(): Promise<string[]> {
    const all =
      "deploy,sts,ds,cj,hpa,pdb,cm,secret,pvc,widgets.chart.example,sa,role,rolebinding,clusterrole,svc,ing,netpol";
    const { stdout } = await sandbox.run(`get ${all} -l app.kubernetes.io/managed-by=Helm -o name`);
    return stdout
      .split("\n")
      .flatMap((line) => line.split(/[./]/)[0] ?? [])
      .filter((kind) => kind !== "")
      .toSorted();
  }
});
