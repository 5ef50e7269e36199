import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readSources } from "./read-sources.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-sources-"));
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
mkdirSync(join(folder, "below"));
put("b.yml", "b");
put("a.yaml", "aé");
put("c.json", "c");
put("notes.txt", "no");
put("below/d.yaml", "d");

async function namesOf(...targets: readonly string[]): Promise<string[] | string> {
  const read = await readSources(
    targets.map((target) => join(folder, target)),
    { limit: 100 },
  );
  return read.ok ? read.value.map(({ name, text }) => `${name.slice(folder.length + 1)}=${text}`) : read.fault.message;
}

test("readSources() reads files in the order given", async () => {
  expect(await namesOf("b.yml", "a.yaml")).toEqual(["b.yml=b", "a.yaml=aé"]);
});

test("readSources() reads the manifests of a folder in order, not those below and nothing else", async () => {
  expect(await namesOf(".")).toEqual(["a.yaml=aé", "b.yml=b", "c.json=c"]);
});

test("readSources() expands patterns, also over folders", async () => {
  expect(await namesOf("*.y*ml")).toEqual(["a.yaml=aé", "b.yml=b"]);
  expect(await namesOf("**/*.yaml")).toEqual(["a.yaml=aé", "below/d.yaml=d"]);
});

test("readSources() says which file is not there", async () => {
  expect(await namesOf("a.yaml", "gone.yaml")).toBe(`Cannot read "${folder}/gone.yaml": there is no such file`);
  expect(await namesOf("*.toml")).toBe(`Cannot read "${folder}/*.toml": there is no such file`);
});

test("readSources() refuses more than the limit, counted over all sources in bytes", async () => {
  put("big.yaml", "x".repeat(98));
  expect(await namesOf("big.yaml", "a.yaml")).toContain('a.yaml": it is longer than 2 bytes');
  expect(await namesOf("big.yaml", "b.yml")).toEqual([`big.yaml=${"x".repeat(98)}`, "b.yml=b"]);
});

test("readSources() reads what PowerShell writes", async () => {
  writeFileSync(join(folder, "describe.txt"), Buffer.from("\uFEFFName: wéb", "utf16le"));
  expect(await namesOf("describe.txt")).toEqual(["describe.txt=Name: wéb"]);
});

test("readSources() says that a file may not be read", async () => {
  put("secret.yaml", "x");
  chmodSync(join(folder, "secret.yaml"), 0o000);
  chmodSync(folder, 0o755);
  expect(await asNobody(() => namesOf("secret.yaml"))).toContain("permission denied");
});

/** Root may read everything, so it steps back for this long. */
async function asNobody<T>(ask: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return ask();
  process.seteuid?.(65_534);
  try {
    return await ask();
  } finally {
    process.seteuid?.(0);
  }
}
