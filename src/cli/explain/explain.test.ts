import { expect, test } from "vitest";

import { cli } from "../../../test/cli.ts";

test("explain lists every cause of the taxonomy once, and -o name gives what explain takes", async () => {
  const names = (await cli(["explain", "-o", "name"])).out.trimEnd().split("\n");
  expect(new Set(names).size).toBe(87);
  const { out } = await cli(["explain"]);
  for (const name of names) expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
  const { code } = await cli(["explain", names.at(-1) ?? ""]);
  expect(code).toBe(0);
});

test("explain CAUSE tells one cause, the same in text, Markdown and JSON", async () => {
  const argv = ["explain", "tag-not-found"];
  const { causes } = JSON.parse((await cli([...argv, "-o", "json"])).out) as {
    causes: { title: string; fix: string[] }[];
  };
  expect(causes).toHaveLength(1);
  for (const format of ["text", "md"]) {
    const { out } = await cli([...argv, "-o", format, "--width", "1000"]);
    for (const part of [causes[0]?.title ?? "?", ...(causes[0]?.fix ?? ["?"])]) expect(out).toContain(part);
  }
});

test("explain FAMILY lists the causes of a family", async () => {
  const { out } = await cli(["explain", "tls"]);
  expect(out.split("\n")[0]).toBe("tls");
  expect(out).not.toContain("tag-not-found");
});

test.each([
  ["tag-not-fond", "Did you mean tag-not-found?"],
  ["crash-loop", "Did you mean nm-crash-loop?"],
  ["everything-is-fine-here", "`pullwhy explain` lists all"],
])("explain %s says that there is no such cause", async (cause, said) => {
  const { code, out, err } = await cli(["explain", cause]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(said);
});
