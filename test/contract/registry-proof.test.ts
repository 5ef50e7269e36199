import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ManualClock } from "../../src/base/index.ts";
import type { KubernetesObject, RegistryWorld } from "../../src/kinds/index.ts";
import { createRegistry } from "../../src/sandbox/registry/index.ts";
import { cli } from "../cli.ts";
import { testCluster } from "../cluster.ts";
import { kubeconfigText } from "../kubeconfig.ts";
import { serve } from "../serve.ts";

const START = Date.parse("2026-01-05T09:00:00Z");
const PASSWORD = "only-for-the-registry";
const kubeconfig = join(mkdtempSync(join(tmpdir(), "pullwhy-proof-")), "config");
const closing: (() => void)[] = [];
const asked: string[] = [];
const cluster = testCluster({ namespace: "shop" });
let host = "";

/** A registry with a public repository and a private one. */
const WORLD: Omit<RegistryWorld, "host"> = {
  network: { kind: "ok" },
  auth: { kind: "basic", users: [{ username: "puller", password: PASSWORD }] },
  repositories: ["shop/open", "shop/closed"].map((name) => ({
    name,
    public: name === "shop/open",
    tags: ["1.4.1", "1.4.2"].map((tag) => ({ tag, platforms: ["linux/amd64"], size: 5000 })),
  })),
  faults: [],
  latency: 0,
};

beforeAll(async () => {
  const api = await serve((request) => cluster.api.fetch(request));
  const registry = await serve((request) => {
    asked.push(
      `${request.method} ${new URL(request.url).pathname} ${request.headers.get("authorization") ?? ""}`.trim(),
    );
    return createRegistry({ world: { ...WORLD, host }, clock: new ManualClock(START), start: START }).fetch(request);
  });
  host = registry.url.replace("http://", "");
  closing.push(api.close, registry.close);
  writeFileSync(kubeconfig, kubeconfigText({ server: api.url, namespace: "shop" }));
});

afterAll(() => {
  for (const close of closing) close();
});

interface Failing {
  readonly image: string;
  readonly message: string;
  /** Login of the pod's secret: key of the registry, password. */
  readonly login?: readonly [key: string, password: string];
}

interface Verdict {
  readonly cause: string;
  readonly confidence: string;
  readonly evidence: readonly { readonly origin: string; readonly text: string }[];
}

/** Puts one failing pod into the cluster and lets `diagnose` look at it. */
async function verdictOn({ image, message, login }: Failing): Promise<Verdict | undefined> {
  const imagePullSecrets = login === undefined ? [] : [{ name: "regcred" }];
  const waiting = { reason: "ErrImagePull", message };
  cluster.store.put("pods", {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", namespace: "shop", uid: "u-1" },
    spec: { imagePullSecrets, containers: [{ name: "app", image: `${host}/${image}` }] },
    status: { phase: "Pending", containerStatuses: [{ name: "app", state: { waiting } }] },
  } as KubernetesObject);
  if (login !== undefined) {
    const [key, password] = login;
    const config = JSON.stringify({ auths: { [key]: { username: "puller", password } } });
    const data = { ".dockerconfigjson": Buffer.from(config).toString("base64") };
    const metadata = { name: "regcred", namespace: "shop", uid: "u-2" };
    cluster.store.put("secrets", {
      apiVersion: "v1",
      kind: "Secret",
      metadata,
      type: "kubernetes.io/dockerconfigjson",
      data,
    } as KubernetesObject);
  }
  const { out } = await cli(["diagnose", "pod/web", "--kubeconfig", kubeconfig, "-o", "json"]);
  expect(out).not.toContain(PASSWORD);
  return (JSON.parse(out) as { readonly verdicts: readonly Verdict[] }).verdicts[0];
}

const notFound = (image: string): string =>
  `rpc error: code = NotFound desc = failed to resolve reference "${host}/${image}": ${host}/${image}: not found`;
const REFUSED = "failed to resolve reference: pulling failed with status code [manifests 1.4.2]: 401 Unauthorized";

describe("diagnose asks the registry as the kubelet does", () => {
  test("a missing tag is proven, and the tags that are spelled alike are named", async () => {
    const verdict = await verdictOn({ image: "shop/open:1.4.3", message: notFound("shop/open:1.4.3") });
    expect(verdict).toMatchObject({ cause: "tag-not-found", confidence: "certain" });
    const proof = verdict?.evidence.find(({ origin }) => origin === "registry")?.text ?? "";
    expect(proof).toContain("404");
    expect(proof).toMatch(/there are .*1\.4\.2/);
  });

  test("a login that is wanted is proven", async () => {
    expect(await verdictOn({ image: "shop/closed:1.4.2", message: REFUSED })).toMatchObject({
      cause: "auth-missing",
      confidence: "certain",
    });
  });

  test("a wrong password is proven", async () => {
    const login = [host, "wrong-password"] as const;
    expect(await verdictOn({ image: "shop/closed:1.4.2", message: REFUSED, login })).toMatchObject({
      cause: "auth-wrong-credentials",
      confidence: "certain",
    });
  });

  test("a stale login that makes a public image unpullable is told with the proof that nobody needs one", async () => {
    const login = [host, "wrong-password"] as const;
    const verdict = await verdictOn({ image: "shop/open:1.4.2", message: REFUSED, login });
    expect(verdict?.cause).toBe("auth-wrong-credentials");
    expect(verdict?.evidence.map(({ text }) => text).join("\n")).toMatch(/anonymously: 200/);
  });

  test("a login for another port is never sent, whatever it is worth", async () => {
    asked.length = 0;
    const login = [`${host.split(":")[0]}:1`, PASSWORD] as const;
    const verdict = await verdictOn({ image: "shop/closed:1.4.2", message: REFUSED, login });
    expect(verdict).toMatchObject({ cause: "pull-secret-host-mismatch", confidence: "certain" });
    expect(asked.filter((line) => /basic/i.test(line))).toEqual([]);
  });

  test("the same question is asked once", async () => {
    asked.length = 0;
    await verdictOn({ image: "shop/open:1.4.3", message: notFound("shop/open:1.4.3") });
    expect(new Set(asked).size).toBe(asked.length);
  });

  test("fix asks nothing again that was asked to find the cause", async () => {
    const login = [`${host.split(":")[0]}:1`, PASSWORD] as const;
    await verdictOn({ image: "shop/closed:1.4.2", message: REFUSED, login });
    asked.length = 0;
    const { out } = await cli(["fix", "pod/web", "--kubeconfig", kubeconfig]);
    expect(out).toContain(`auths["${host}"]`);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((line, index) => asked.indexOf(line) !== index)).toEqual([]);
  });

  test("no registry is asked where nobody wants it", async () => {
    asked.length = 0;
    await cli(["diagnose", "pod/web", "--kubeconfig", kubeconfig, "--offline"]);
    expect(asked).toEqual([]);
  });
});
