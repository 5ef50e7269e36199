import { expect, onTestFinished, test } from "vitest";

import type { KubernetesObject, Verdict } from "../../src/kinds/index.ts";
import { cli } from "../cli.ts";
import { startTestSandbox } from "./test-sandbox.ts";
import { namedWorld } from "../../src/cli/worlds/named-world.ts";

/** The pod of the world, whose image has no host, beside others; what is found to be wrong with it. */
async function verdictBeside(...others: readonly KubernetesObject[]): Promise<Verdict> {
  const world = await namedWorld("host-left-out", "");
  if (!world.ok) throw new Error(world.fault.message);
  const objects = [...others, ...world.value.cluster.objects];
  const sandbox = await startTestSandbox("1.34", {
    world: "host-left-out",
    cluster: { ...world.value.cluster, objects },
    actions: [],
  });
  onTestFinished(() => sandbox.stop());
  sandbox.live.play();
  await sandbox.jump(30_000);
  const { out } = await cli(["diagnose", "pod/web", "-o", "json", "--kubeconfig", sandbox.kubeconfig]);
  const [verdict] = (JSON.parse(out) as { readonly verdicts: readonly Verdict[] }).verdicts;
  if (verdict === undefined) throw new Error(out);
  return verdict;
}

function podOf(name: string, image: string): KubernetesObject {
  const containers = [{ name: "app", image }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name }, spec: { containers } } as KubernetesObject;
}

test("diagnose asks the registry of a pod's neighbours for an image whose name has no host", async () => {
  const verdict = await verdictBeside(podOf("db", "registry.example/shop/db:1"));
  expect(verdict).toMatchObject({ cause: "registry-host-missing", confidence: "certain", variant: "host-left-out" });
  expect(verdict.summary).toBe(
    '"shop/web:1.4.2" has no host, so Docker Hub was asked for it; registry.example has it.',
  );
  expect(verdict.fix).toEqual(["kubectl set image pod/web app=registry.example/shop/web:1.4.2 -n default"]);
  expect(verdict.evidence).toContainEqual({
    origin: "registry",
    text: "HEAD registry.example/v2/shop/web/manifests/1.4.2 anonymously: 200, the image is there",
  });
});

test("diagnose does not say that a host is missing where nothing names another; the command that decides stands beside", async () => {
  const verdict = await verdictBeside();
  expect(verdict.confidence).toBe("possible");
  expect(verdict.cause).toBe("repository-not-found");
  expect(verdict.alternatives.map(({ cause }) => cause)).toContain("registry-host-missing");
});
