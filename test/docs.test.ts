import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { expect, test } from "vitest";

import { builtProgram, ROOT } from "./built.ts";
import { kubectlPath } from "./contract/real-kubectl.ts";

/** Commands that are shown but not run here: the tests would run themselves. */
const NOT_RUN: ReadonlySet<string> = new Set(["npm test"]);

/** A fenced block of one of the two kinds: commands with what they print, a file that the commands read. */
const CONSOLE = /^```console\n([^]*?)^```$/gm;
const FILE = /^```(?:yaml|text) title="([^"]+)"\n([^]*?)^```$/gm;

const pages = ["README.md", "CONTRIBUTING.md", ...readdirSync(join(ROOT, "docs")).flatMap(pageOf)];
const commands = commandFolder();

function pageOf(name: string): string[] {
  return name.endsWith(".md") ? [`docs/${name}`] : [];
}

/** A folder with `pullwhy`, `kubectl-pullwhy` and, where there is one for this platform, the real kubectl in it. */
function commandFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-docs-"));
  const program = builtProgram();
  for (const name of ["pullwhy", "kubectl-pullwhy"]) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const kubectl = kubectlPath("1.36");
  if (kubectl !== undefined && kubectl !== "kubectl") symlinkSync(kubectl, join(folder, "kubectl"));
  return folder;
}

/** The page as it would be if every output in it were what the commands print now. */
function current(page: string): string {
  const cwd = page.startsWith("docs/") ? mkdtempSync(join(tmpdir(), "pullwhy-page-")) : ROOT;
  const text = readFileSync(join(ROOT, page), "utf8");
  for (const [, file = "", body = ""] of text.matchAll(FILE)) writeFileSync(join(cwd, file), body);
  return text.replaceAll(CONSOLE, (_, body: string) => `\`\`\`console\n${rerun(body, cwd)}\`\`\``);
}

/** `$ command` lines, each with what it prints; a line `…` stands for any number of lines. */
function rerun(body: string, cwd: string): string {
  return body
    .split(/^(?=\$ )/m)
    .map((part) => {
      const [line = "", ...shown] = part.split("\n");
      const command = line.slice(2);
      if (NOT_RUN.has(command)) return part;
      const printed = outputOf(command, cwd);
      const expected = shown.join("\n");
      return `${line}\n${fits(printed, expected) ? expected : printed}`;
    })
    .join("");
}

function outputOf(command: string, cwd: string): string {
  const env = {
    ...process.env,
    PATH: `${commands}${delimiter}${process.env["PATH"] ?? ""}`,
    HOME: commands,
    XDG_RUNTIME_DIR: join(commands, "run"),
    XDG_DATA_HOME: join(commands, "data"),
    LC_ALL: "C.UTF-8",
    NO_COLOR: "1",
  };
  const { stdout, stderr } = spawnSync("sh", ["-c", command], {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return stdout + stderr;
}

function fits(printed: string, expected: string): boolean {
  if (!expected.includes("…\n")) return printed === expected;
  const parts = expected.split(/^…\n/m).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("[^]*")}$`).test(printed);
}

test("there are pages with commands in them", () => {
  const shown = pages.filter((page) => readFileSync(join(ROOT, page), "utf8").includes("```console"));
  expect(shown.length).toBeGreaterThan(3);
});

test.each(pages)("every command in %s prints what stands there", async (page) => {
  await expect(current(page)).toMatchFileSnapshot(join(ROOT, page));
});

test("the pictures are what the program prints", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "tools/shots.mjs"), "--verify"], {
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
});

test.each(pages)("every command in %s stands in a block that is run", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8").replaceAll(CONSOLE, "");
  expect(text.match(/^ *\$ .*/gm) ?? []).toEqual([]);
});

test.each(pages)("every link in %s leads to a file", (page) => {
  const folder = join(ROOT, page, "..");
  const links = [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
    ([, to = ""]) => to,
  );
  const broken = links.filter((to) => !existsSync(join(folder, to)));
  expect(broken).toEqual([]);
});
