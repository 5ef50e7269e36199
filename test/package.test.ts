import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";

import { checkPackage, Package } from "@arethetypeswrong/core";
import { filterProblems } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { rolldown } from "rolldown";
import { describe, expect, test } from "vitest";

import manifest from "../package.json" with { type: "json" };
import { builtProgram, ROOT } from "./built.ts";

builtProgram();

/** A project of somebody who has installed what `npm pack` makes, its dependencies and its commands. */
const project = mkdtempSync(join(tmpdir(), "pullwhy-package-"));
const packed = pack();
const installed = install();

function pack(): { readonly tarball: string; readonly files: readonly string[] } {
  const npm = process.env["npm_execpath"] ?? "";
  const [command, first] = npm.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const args = [...first, "pack", "--json", "--ignore-scripts", "--pack-destination", project];
  const [answer] = JSON.parse(execFileSync(command, args, { cwd: ROOT, encoding: "utf8" })) as [
    { filename: string; files: { path: string }[] },
  ];
  return { tarball: join(project, answer.filename), files: answer.files.map(({ path }) => path) };
}

function install(): string {
  const folder = join(project, "node_modules/pullwhy");
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["xzf", packed.tarball, "-C", folder, "--strip-components=1"]);
  for (const name of Object.keys(manifest.dependencies)) link(join(ROOT, "node_modules", name), `node_modules/${name}`);
  for (const [name, path] of Object.entries(manifest.bin)) link(join(folder, path), `node_modules/.bin/${name}`);
  return folder;
}

/** As `@arethetypeswrong/core` wants them: by their path from the root of a project. */
function installedFiles(): Record<string, Uint8Array> {
  const files = packed.files.map((path) => [
    `/node_modules/${manifest.name}/${path}`,
    readFileSync(join(installed, path)),
  ]);
  return Object.fromEntries(files) as Record<string, Uint8Array>;
}

function link(to: string, path: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  symlinkSync(to, join(project, path));
}

function inProject(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { cwd: project, encoding: "utf8" });
}

/** Bytes of the files that are loaded before the first dynamic import. */
function loadedAtOnce(file: string, seen: Set<string> = new Set()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const imports = [...text.matchAll(/^import .*?from "(\.[^"]+)";$/gm)].map(([, path = ""]) =>
    join(dirname(file), path),
  );
  return imports.reduce((sum, path) => sum + loadedAtOnce(path, seen), statSync(file).size);
}

const ESM_RESOLUTIONS = ["node16-esm", "bundler"] as const;

const LIBRARY = `import { parseImage } from "pullwhy/reference";
import { explainCredentials } from "pullwhy/credentials";
import * as kubelet from "pullwhy/kubelet";
const rules = { uppercaseHost: true, ipv6Host: true, lengthLimit: "path", errorNamesPath: true };
const image = parseImage("nginx", rules);
console.log(image.ok && image.value.repository, typeof explainCredentials, Object.keys(kubelet).length > 0);
`;

describe("the package", () => {
  test("holds what is meant and nothing else", () => {
    const meant = [
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
      /^dist\/api-descriptions\.json\.gz$/,
      /^dist\/LICENSES-THIRD-PARTY\.txt$/,
      /^dist\/bin\/(?:pullwhy|[a-z.-]+-[\w-]{8})\.js$/,
      /^dist\/(?:base|kinds|reference|credentials|kubelet)\/[\w./-]+(?:\.d\.ts|\.js)$/,
      /^schema\/[\w-]+\.v\d+\.json$/,
      /^dist\/web\/(?:index\.html|icon\.svg|theme\.js|assets\/[\w-]+\.(?:js|css)|data\/(?:world\/)?[a-z0-9-]+\.json)$/,
      /^worlds\/[a-z0-9-]+\.yaml$/,
    ];
    expect(packed.files.filter((path) => !meant.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(packed.files.filter((path) => /(?<!la)test|conformance|vector/.test(path))).toEqual([]);
    for (const path of ["README.md", "LICENSE", "CHANGELOG.md", "worlds/wrong-tag.yaml", "schema/trace.v1.json"]) {
      expect(packed.files).toContain(path);
    }
  });

  test("is well formed in the eyes of publint", async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("has types that every ESM resolution finds", async () => {
    const analysis = await checkPackage(new Package(installedFiles(), manifest.name, manifest.version));
    expect(analysis.types && Object.keys(analysis.entrypoints)).toEqual(Object.keys(manifest.exports));
    if (!analysis.types) return;
    const problems = ESM_RESOLUTIONS.flatMap((resolutionKind) => filterProblems(analysis, { resolutionKind }));
    expect(problems).toEqual([]);
  });

  test.each(Object.keys(manifest.bin).filter((name) => !name.includes("complete")))("runs as %s", (name) => {
    expect(inProject(join(project, "node_modules/.bin", name), "--version")).toBe(`${manifest.version}\n`);
    expect(inProject(join(project, "node_modules/.bin", name), "worlds", "-o", "name")).toContain("world/wrong-tag\n");
  });

  test("names the licences of what is bundled", () => {
    const notices = readFileSync(join(installed, "dist/LICENSES-THIRD-PARTY.txt"), "utf8");
    for (const name of ["commander", "yaml", "valibot", "fast-wrap-ansi"])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  test("is imported in Node", () => {
    writeFileSync(join(project, "library.mjs"), LIBRARY);
    expect(inProject(process.execPath, "library.mjs")).toBe("docker.io/library/nginx function true\n");
  });

  test("compiles for a strict user without Node's types", () => {
    writeFileSync(
      join(project, "user.ts"),
      LIBRARY.replace("const rules =", "const rules: Parameters<typeof parseImage>[1] ="),
    );
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    expect(() =>
      inProject(
        process.execPath,
        tsc,
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        "--target",
        "es2023",
        "--lib",
        "es2023,dom",
        "--types",
        "",
        "user.ts",
      ),
    ).not.toThrow();
  });

  test("is bundled for the browser without anything of Node", async () => {
    writeFileSync(join(project, "page.mjs"), LIBRARY);
    const bundle = await rolldown({ input: join(project, "page.mjs"), platform: "browser", logLevel: "silent" });
    const { output } = await bundle.generate({ format: "iife" });
    await bundle.close();
    const said: unknown[][] = [];
    const web = {
      console: { log: (...words: unknown[]) => said.push(words) },
      TextEncoder,
      TextDecoder,
      URL,
      AbortController,
    };
    runInNewContext(output[0].code, web);
    expect(output).toHaveLength(1);
    expect(said).toEqual([["docker.io/library/nginx", "function", true]]);
  });

  test("loads next to nothing before it knows that more is wanted than its version", () => {
    expect(loadedAtOnce(join(installed, "dist/bin/pullwhy.js"))).toBeLessThan(2_000);
  });
});
