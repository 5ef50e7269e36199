import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, describe, expect, test } from "vitest";

import { appendLines, eraseLines, readLines } from "./line-file.ts";

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pullwhy-lines-"));
  file = join(folder, "deep/er/lines.jsonl");
});

describe("appendLines()", () => {
  test("makes file and folders for this user alone", () => {
    expect(appendLines(file, "one\n").ok).toBe(true);
    expect(readLines(file)).toEqual({ ok: true, value: "one\n" });
    expect([statSync(file).mode & 0o777, statSync(join(folder, "deep")).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test("closes half a line that somebody has left, and changes nothing before it", () => {
    const whole = join(folder, "lines");
    writeFileSync(whole, "one\nhal");
    appendLines(whole, "two\n");
    expect(readFileSync(whole, "utf8")).toBe("one\nhal\ntwo\n");
  });

  test.each([
    ["a full disk", () => symlinkSync("/dev/full", join(folder, "lines")), "no space left on the disk"],
    ["a folder in its place", () => mkdirSync(join(folder, "lines")), "it is a folder, a file is wanted"],
  ])("says that it cannot for %s", (_, prepare, why) => {
    prepare();
    const kept = appendLines(join(folder, "lines"), "one\n");
    expect(kept.ok ? "" : kept.fault.message).toBe(`Cannot write ${JSON.stringify(join(folder, "lines"))}: ${why}`);
  });

  test("says that it cannot where a file is in the way of the folder", () => {
    writeFileSync(join(folder, "deep"), "");
    const kept = appendLines(file, "one\n");
    expect(kept.ok ? "" : kept.fault.message).toContain("a folder is wanted where a file is");
  });
});

describe("readLines()", () => {
  test("takes a missing file for an empty one", () => {
    expect(readLines(file)).toEqual({ ok: true, value: "" });
  });

  test("does not read a device, which may never end", () => {
    const read = readLines("/dev/zero");
    expect(read.ok ? "" : read.fault.message).toContain("it is no ordinary file");
  });
});

test("eraseLines() empties the file, and what is added then stays", () => {
  appendLines(file, "one\n");
  expect(eraseLines(file).ok && eraseLines(join(folder, "none")).ok).toBe(true);
  appendLines(file, "two\n");
  expect(readLines(file)).toEqual({ ok: true, value: "two\n" });
});
