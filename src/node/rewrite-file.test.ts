import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { rewriteFile } from "./rewrite-file.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-rewrite-"));
const path = join(folder, "a.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ["what somebody else has written meanwhile", Buffer.from("theirs")],
  ["what is not UTF-8", Buffer.from([0x61, 0xe4, 0x0a])],
])("%s stays, and nothing is left beside it", (_, bytes) => {
  writeFileSync(path, bytes);
  const written = rewriteFile(path, { from: bytes.toString() === "theirs" ? "read" : bytes.toString(), to: "mine" });
  expect(written).toMatchObject({ ok: false, fault: { code: "NODE_FILE_UNWRITABLE" } });
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(["a.yaml"]);
});

test("what was read is put in place of as a whole", () => {
  writeFileSync(path, "read");
  expect(rewriteFile(path, { from: "read", to: "mine" })).toMatchObject({ ok: true });
  expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["mine", ["a.yaml"]]);
});
