import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

import manifestOfPackage from "../package.json" with { type: "json" };
import { builtProgram, ROOT } from "./built.ts";
import { kubectlPath } from "./contract/real-kubectl.ts";

builtProgram();

const folder = mkdtempSync(join(tmpdir(), "pullwhy-krew-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const URI = "https://downloads.example/pullwhy.tar.gz";
const { version } = manifestOfPackage;
const archive = join(folder, `pullwhy-${version}.tar.gz`);

interface Platform {
  readonly uri: string;
  readonly sha256: string;
  readonly bin: string;
  readonly files?: readonly unknown[];
  readonly selector: { readonly matchExpressions?: readonly { key: string; operator: string; values: string[] }[] };
}

interface Plugin {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly version: string;
    readonly homepage: string;
    readonly shortDescription: string;
    readonly platforms: readonly Platform[];
  };
}

function packed(): string {
  const args = ["tools/krew.mjs", "--out", folder, "--uri", URI, "--homepage", "https://downloads.example"];
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
}

const printed = packed();
const text = readFileSync(join(folder, "pullwhy.yaml"), "utf8");
const plugin = parse(text) as Plugin;
const sum = createHash("sha256").update(readFileSync(archive)).digest("hex");

/** As krew's own validation has them (internal/index/validation), and its advice for names and versions. */
describe("the krew manifest", () => {
  test("is of the kind and version that krew reads, and named as its file", () => {
    expect(plugin).toMatchObject({ apiVersion: "krew.googlecontainertools.github.com/v1alpha2", kind: "Plugin" });
    expect(plugin.metadata.name).toBe("pullwhy");
    expect(plugin.metadata.name).toMatch(/^[\w-]+$/);
  });

  test("has a semantic version with a v, and one line that says what it is for", () => {
    expect(plugin.spec.version).toBe(`v${version}`);
    expect(plugin.spec.version).toMatch(/^v\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/);
    expect(plugin.spec.shortDescription).toMatch(/^[^\r\n]{1,50}$/);
  });

  test("names for each platform an archive, its sum and the program in it", () => {
    expect(plugin.spec.platforms.length).toBeGreaterThan(0);
    for (const { uri, sha256, bin, files, selector } of plugin.spec.platforms) {
      expect(uri).toBe(URI);
      expect([sha256, sha256]).toEqual([expect.stringMatching(/^[a-f0-9]{64}$/), sum]);
      expect(bin).toMatch(/^[\w./-]+$/);
      expect(bin).not.toMatch(/^\/|\.\./);
      expect(files?.length).not.toBe(0);
      for (const { key } of selector.matchExpressions ?? []) expect(["os", "arch"]).toContain(key);
      expect(selector.matchExpressions?.length).toBeGreaterThan(0);
    }
  });

  test("leaves no placeholder, and is made again byte for byte", () => {
    expect(text).not.toMatch(/\$[A-Z]|OWNER/);
    expect(printed).toContain(sum);
    expect(packed()).toBe(printed);
  });
});

test("what is unpacked runs as kubectl pullwhy with nothing but Node", { timeout: 120_000 }, () => {
  const store = join(folder, "store");
  const bin = join(folder, "bin");
  for (const path of [store, bin]) mkdirSync(path);
  execFileSync("tar", ["xzf", archive, "-C", store]);
  symlinkSync(join(store, plugin.spec.platforms[0]?.bin ?? ""), join(bin, "kubectl-pullwhy"));
  symlinkSync(process.execPath, join(bin, "node"));
  const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: folder };
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, env, encoding: "utf8" });
  const own = join(bin, "kubectl-pullwhy");
  expect(run(own, "--version")).toBe(`${version}\n`);
  expect(run(own, "--help")).toContain("Usage: kubectl pullwhy");
  expect(run(own, "worlds", "-o", "name")).toContain("world/wrong-tag\n");
  expect(run(own, "trace", "wrong-tag", "--for", "1m")).toContain("ErrImagePull");
  const kubectl = kubectlPath("1.36");
  if (kubectl === undefined) return;
  expect(run(kubectl, "pullwhy", "--version")).toBe(`${version}\n`);
});
