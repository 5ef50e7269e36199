import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { afterAll, expect, test } from "vitest";

import type { KubernetesObject } from "../src/kinds/index.ts";
import { builtProgram } from "./built.ts";
import { cli } from "./cli.ts";
import { testCluster } from "./cluster.ts";
import { kubectlPath } from "./contract/real-kubectl.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import { serve } from "./serve.ts";

const program = builtProgram();
const folder = mkdtempSync(join(tmpdir(), "pullwhy-examples-"));

/** What kubectl prints in the examples is what it would print forty seconds into this world; in a sandbox it is the real one. */
const WORLD = "wrong-password";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: app, image: registry.example/shop/api:1.4}]}
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: app, image: "127.0.0.1:1/shop/api:1.4"}]}}}
`;

const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: regcred}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths":{"registry.example":{"username":"puller","password":"x"}}}'}
`;

const WAITING = {
  reason: "ErrImagePull",
  message: 'failed to resolve reference "127.0.0.1:1/shop/api:1.4": not found',
};
const LABELS = { app: "web" };
/** What the cluster of the examples holds: a Deployment whose pod fails. */
const OBJECTS: readonly (readonly [resource: string, object: object])[] = [
  [
    "deployments",
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop" },
      spec: { selector: { matchLabels: LABELS } },
    },
  ],
  [
    "pods",
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web-1", namespace: "shop", uid: "u-1", labels: LABELS },
      spec: { containers: [{ name: "app", image: "127.0.0.1:1/shop/api:1.4" }] },
      status: { phase: "Pending", containerStatuses: [{ name: "app", state: { waiting: WAITING } }] },
    },
  ],
];

const cluster = testCluster({ namespace: "shop" });
for (const [resource, object] of OBJECTS) cluster.store.put(resource, object as KubernetesObject);
const served = await serve((request) => cluster.api.fetch(request));
afterAll(() => served.close());
writeFileSync(join(folder, "kubeconfig"), kubeconfigText({ server: served.url, namespace: "shop" }));

put("pullwhy", `exec "${process.execPath}" "${program}" "$@"`);
put("kubectl-pullwhy", `exec "${process.execPath}" "${program}" "$@"`);
put(
  "kubectl",
  `[ -n "$PULLWHY_SANDBOX" ] && exec "${kubectlPath("1.36") ?? "kubectl"}" "$@"
[ "$2" = secret ] && exec cat secrets.yaml
exec pullwhy trace ${WORLD} --at 40s --show "$*"`,
);
writeFileSync(join(folder, "pod.yaml"), POD);
writeFileSync(join(folder, "secrets.yaml"), SECRET);
writeFileSync(join(folder, "deploy.yaml"), DEPLOYMENT);
writeFileSync(join(folder, "describe.txt"), (await inShell("kubectl describe pod web")).stdout);

function put(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function inShell(line: string): Promise<Ended> {
  const PATH = `${folder}${delimiter}${process.env["PATH"] ?? ""}`;
  const env = {
    ...process.env,
    PATH,
    HOME: folder,
    XDG_DATA_HOME: join(folder, "data"),
    KUBECONFIG: join(folder, "kubeconfig"),
  };
  return new Promise((resolve) => {
    const options = { cwd: folder, env, encoding: "utf8" } as const;
    const child = execFile("bash", ["-o", "pipefail", "-c", line], options, (error, stdout, stderr) => {
      resolve({ status: Number(error?.code ?? 0), stdout, stderr });
    });
    child.stdin?.end();
  });
}

async function helpOf(...command: readonly string[]): Promise<string> {
  return (await cli([...command, "--help"])).out;
}

const commands = [...(await helpOf()).matchAll(/^ {2}([a-z]+) (?!\[command\])/gm)].map(([, name = ""]) => name);
const lessons = [...(await helpOf("learn")).matchAll(/^ {2}([a-z]+) (?!\[command\])/gm)].map(
  ([, name = ""]) => `learn ${name}`,
);
const helps = await Promise.all(
  [...commands, ...lessons].map(async (name) => [name, await helpOf(...name.split(" "))] as const),
);
const lines = helps.flatMap(([, help]) => {
  const [, block = ""] = /^Examples:\n((?: {2}.+\n)+)/m.exec(help) ?? [];
  return block.trimEnd().split("\n");
});

test.each(helps)("the help of %s ends with examples that fit a terminal", (_, help) => {
  expect(help).toMatch(/^Examples:\n(?: {2}.{1,78}\n)+$/m);
});

/** The page is served until it is interrupted. */
const serving = (line: string): boolean => /^pullwhy learn(?: --|$)/.test(line);

test.each(lines.map((line) => line.trim()).filter(serving))("%s serves until it is interrupted", async (line) => {
  const { status, stdout, stderr } = await inShell(`timeout --preserve-status -s INT 5 ${line}`);
  expect([status, stderr]).toEqual([130, ""]);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/\n$/);
});

/** Ways to practise in which nothing, or not all, is answered here. */
const asking = (line: string): boolean =>
  /pullwhy learn (?:predict|why|diagnose|time|test|fix|break)\b/.test(line) && !/-o (?:md|json)|^echo/.test(line);

const others = lines.map((line) => line.trim()).filter((line) => !serving(line));

test.each(others)("%s does something and complains of nothing", async (line) => {
  const { status, stdout, stderr } = await inShell(line);
  expect(stderr).toBe("");
  expect(status).toBe(/pullwhy (?:diagnose|fix)/.test(line) || line.endsWith("| pullwhy") || asking(line) ? 1 : 0);
  expect(stdout === "").toBe(/^source|>/.test(line));
});
