import { expect, onTestFinished, test } from "vitest";

import { startSandbox } from "../../src/cli/sandbox/start.ts";
import { namedWorld } from "../../src/cli/worlds/named-world.ts";
import type { KubernetesObject } from "../../src/kinds/index.ts";
import { cli } from "../cli.ts";
import "./test-sandbox.ts";

function deployment(namespace: string, name: string, replicas: number): KubernetesObject {
  const spec = {
    imagePullSecrets: [{ name: "regcred" }],
    containers: [{ name: "app", image: "registry.example/shop/web:1.4.2" }],
  };
  const template = { metadata: { labels: { app: name } }, spec };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: { replicas, selector: { matchLabels: { app: name } }, template },
  } as KubernetesObject;
}

function secret(namespace: string): KubernetesObject {
  const config = { auths: { "registry.example": { username: "puller", password: "old-pass" } } };
  return {
    apiVersion: "v1",
    kind: "Secret",
    type: "kubernetes.io/dockerconfigjson",
    metadata: { name: "regcred", namespace },
    stringData: { ".dockerconfigjson": JSON.stringify(config) },
  } as KubernetesObject;
}

test(
  "what several workloads have in common is one verdict, in a namespace and over all",
  { timeout: 120_000 },
  async () => {
    const world = await namedWorld("wrong-password", "");
    if (!world.ok) throw new Error(world.fault.message);
    const { cluster } = world.value;
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "blog" } } as KubernetesObject;
    const shop = [secret("default"), deployment("default", "web", 2), deployment("default", "api", 3)];
    const objects = [namespace, ...shop, secret("blog"), deployment("blog", "site", 4)];
    const started = await startSandbox({
      world: { ...world.value, cluster: { ...cluster, objects }, actions: [] },
      speed: 1,
      failed: (error) => {
        throw error;
      },
    });
    if (!started.ok) throw new Error(started.fault.message);
    const sandbox = started.value;
    onTestFinished(() => sandbox.stop());
    sandbox.live.play();
    await sandbox.jump(30_000);
    const look = (...argv: readonly string[]) => cli(["diagnose", ...argv, "--kubeconfig", sandbox.kubeconfig]);

    const own = await look();
    expect(own.code).toBe(1);
    expect(own.out).toContain("5 pods of 2 deployments");
    expect(own.out).not.toContain("blog");

    const all = await look("-A");
    expect(all.out).toContain("9 pods of 3 deployments");
    expect(all.out.match(/auth-wrong-credentials/g)).toHaveLength(1);

    const names = await look("-A", "-o", "name");
    expect(names.out.trim().split("\n")).toHaveLength(9);
    expect((await look("-l", "app=api")).out).toContain("3 pods of deployment/api");
    expect((await look("deploy/site", "-n", "blog")).out).toContain("4 pods of deployment/site");
  },
);
