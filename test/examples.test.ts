import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { expect, test } from "vitest";

import { builtProgram } from "./built.ts";
import { cli } from "./cli.ts";

const program = builtProgram();
const folder = mkdtempSync(join(tmpdir(), "pullwhy-examples-"));

/** What kubectl prints in the examples is what it would print two minutes into this world. */
const WORLD = "wrong-password";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: app, image: registry.example/shop/api:1.4}]}
`;

const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: regcred}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths":{"registry.example":{"username":"puller","password":"x"}}}'}
`;

put("pullwhy", `exec "${process.execPath}" "${program}" "$@"`);
put("kubectl-pullwhy", `exec "${process.execPath}" "${program}" "$@"`);
put("kubectl", `[ "$2" = secret ] && exec cat secrets.yaml; exec pullwhy trace ${WORLD} --at 2m --show "$*"`);
writeFileSync(join(folder, "pod.yaml"), POD);
writeFileSync(join(folder, "secrets.yaml"), SECRET);
writeFileSync(join(folder, "describe.txt"), inShell("kubectl describe pod web").stdout);

function put(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function inShell(line: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`, HOME: folder };
  return spawnSync("bash", ["-o", "pipefail", "-c", line], { cwd: folder, env, encoding: "utf8" });
}

async function helpOf(...command: readonly string[]): Promise<string> {
  return (await cli([...command, "--help"])).out;
}

const commands = [...(await helpOf()).matchAll(/^ {2}([a-z]+) (?!\[command\])/gm)].map(([, name = ""]) => name);
const helps = await Promise.all(commands.map(async (name) => [name, await helpOf(name)] as const));
const lines = helps.flatMap(([, help]) => {
  const [, block = ""] = /^Examples:\n((?: {2}.+\n)+)/m.exec(help) ?? [];
  return block.trimEnd().split("\n");
});

test.each(helps)("the help of %s ends with examples that fit a terminal", (_, help) => {
  expect(help).toMatch(/^Examples:\n(?: {2}.{1,78}\n)+$/m);
});

test.each(lines.map((line) => line.trim()))("%s does something and complains of nothing", (line) => {
  const { status, stdout, stderr } = inShell(line);
  expect(stderr).toBe("");
  expect(status).toBe(line.includes("pullwhy diagnose") || line.endsWith("| pullwhy") ? 1 : 0);
  expect(stdout === "").toBe(/^source|>/.test(line));
});
