import { chmodSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";

import { cli } from "../cli.ts";
import { failingSandbox } from "./failing-sandbox.ts";
import type { TestSandbox } from "./test-sandbox.ts";

const GOOD = "registry.example/shop/web:1.4.2";
const COMMENT = "# what the shop shows\n";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** As somebody has it in a repository: what the API server has added is not there. */
async function manifestOf(sandbox: TestSandbox, target: string): Promise<string> {
  const { stdout } = await sandbox.run(`get ${target} -o json`);
  const { apiVersion, kind, metadata, spec } = JSON.parse(stdout) as Record<string, { readonly name: string }>;
  return COMMENT + stringify({ apiVersion, kind, metadata: { name: metadata?.name }, spec });
}

test("the file of a Deployment is written, and applied with kubectl it runs", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("rollout-bad-tag", [
    "set image deployment/web app=registry.example/shop/web:1.5.0",
  ]);
  const path = join(newFolder(), "deploy.yaml");
  const text = await manifestOf(sandbox, "deployment/web");
  writeFileSync(path, text);
  chmodSync(path, 0o640);
  const argv = ["fix", "-f", path, "--kubeconfig", sandbox.kubeconfig, "--to", GOOD];
  const shown = await cli(argv);
  expect([shown.code, readFileSync(path, "utf8")]).toEqual([1, text]);
  expect(shown.out).toContain(`+++ ${path}`);
  expect(shown.out).toMatch(/^-.*image: registry\.example\/shop\/web:1\.5\.0$/m);
  const written = await cli([...argv, "--write"]);
  expect([written.code, readFileSync(path, "utf8")]).toEqual([0, text.replace("web:1.5.0", "web:1.4.2")]);
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect((await sandbox.run(`apply -f ${path}`)).exitCode).toBe(0);
  for (let tries = 0; tries < 30; tries += 1) await sandbox.jump(1_000);
  const { stdout } = await sandbox.run("get pods --no-headers");
  expect(stdout).not.toMatch(/ErrImage|ImagePull/);
  expect((await cli(argv)).code).toBe(0);
});

test("a pod's file gets the pull secret that is wanted, where a link leads", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("private-no-secret");
  const folder = newFolder();
  const path = join(folder, "pod.yaml");
  const link = join(folder, "link.yaml");
  writeFileSync(path, await manifestOf(sandbox, "pod/web"));
  symlinkSync(path, link);
  const login = ["--username", "puller", "--password-stdin"];
  const argv = ["fix", "-f", link, "--kubeconfig", sandbox.kubeconfig, ...login, "--write"];
  const { code, out } = await cli(argv, { stdin: "puller-pass\n" });
  expect(code).toBe(4);
  expect(out).not.toContain("puller-pass");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(path, "utf8")).toMatch(/imagePullSecrets:\n +- name: pull-registry\.example/);
});

function dockerConfig(auths: Readonly<Record<string, string>>): string {
  const entries = Object.entries(auths).map(([host, login]) => [host, { auth: Buffer.from(login).toString("base64") }]);
  const path = join(newFolder(), "config.json");
  writeFileSync(path, JSON.stringify({ auths: Object.fromEntries(entries) as object, credsStore: "other-store" }));
  return path;
}

test("of a docker config only the login for the image becomes a secret", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("private-no-secret");
  const path = dockerConfig({
    "other.example": "somebody:hunter2",
    "registry.example": "puller:puller-pass",
    "registry.example/elsewhere": "puller:hunter2",
  });
  const sleep = (milliseconds: number): Promise<void> => sandbox.jump(milliseconds).then(() => undefined);
  const argv = ["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--from-file", path, "--apply", "--yes"];
  const { code, out } = await cli([...argv, "--timeout", "60s"], { io: { sleep } });
  expect(out).not.toMatch(/puller-pass|hunter2/);
  expect(code).toBe(0);
  const { stdout } = await sandbox.run("get secrets -o json");
  const { items } = JSON.parse(stdout) as { items: { type?: string; data?: Record<string, string> }[] };
  const stored = items.flatMap(({ data }) => data?.[".dockerconfigjson"] ?? []);
  const auth = Buffer.from("puller:puller-pass").toString("base64");
  const login = { username: "puller", password: "puller-pass", auth };
  expect(stored.map((text) => JSON.parse(Buffer.from(text, "base64").toString()) as unknown)).toEqual([
    { auths: { "registry.example": login } },
  ]);
});

test("a docker config without a login for the image changes nothing", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("private-no-secret");
  const path = dockerConfig({ "registry.example:5000": "puller:puller-pass" });
  const argv = ["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--from-file", path, "--apply", "--yes"];
  const { code, out } = await cli(argv);
  expect([code, out]).toEqual([1, expect.stringContaining("needs")]);
});

test("a docker config that is none is refused, and not quoted", async () => {
  const path = join(newFolder(), "config.json");
  writeFileSync(path, '{"auths": {"registry.example": {"auth": "hunter2');
  const { code, err } = await cli(["fix", "pod/web", "--from-file", path]);
  expect([code, err]).toEqual([2, expect.stringContaining("a docker config with logins is wanted")]);
  expect(err).not.toContain("hunter2");
});

test("what a cluster does not have is judged by the registry alone", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("wrong-tag");
  const path = join(newFolder(), "job.yaml");
  const container = "{name: a, image: '127.0.0.1:1/shop/job:1'}";
  writeFileSync(
    path,
    `apiVersion: batch/v1\nkind: Job\nmetadata: {name: new}\nspec: {template: {spec: {containers: [${container}]}}}\n`,
  );
  const argv = ["fix", "-f", path, "--kubeconfig", sandbox.kubeconfig, "--to", "127.0.0.1:1/shop/job:2"];
  const { code, out } = await cli([...argv, "-o", "json"]);
  expect(code).toBe(1);
  const report = JSON.parse(out) as { source: string; notSeen: string[]; files: { changed: object[] }[] };
  expect(report).toMatchObject({
    source: "registries",
    files: [{ changed: [{ object: "job/new", line: 4, column: 56 }] }],
  });
  expect(report.notSeen.join("\n")).toContain("the cluster");
});

test("a file that is no YAML is refused with the place", async () => {
  const path = join(newFolder(), "bad.yaml");
  writeFileSync(path, "kind: Pod\nspec: [a\nb: c\n");
  const { code, err } = await cli(["fix", "-f", path]);
  expect(code).toBe(2);
  expect(err).toContain("bad.yaml:3:1");
});

test.each([
  [["--write"], "-f FILE is wanted"],
  [["-f", "x.yaml", "--apply", "--yes"], "-f goes with --write"],
  [["-f", "-", "--write"], "standard input"],
  [["-f", "x.yaml", "pod/web"], "either -f or a target"],
])("fix %j is refused", async (flags, why) => {
  const { code, err } = await cli(["fix", ...flags]);
  expect([code, err]).toEqual([2, expect.stringContaining(why)]);
});
