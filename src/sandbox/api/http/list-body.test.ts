import { expect, test } from "vitest";

import { rulesOf } from "../../../kinds/index.ts";
import type { ObjectList } from "../contract.ts";
import { bodyOfList, listParts, tableParts } from "./list-body.ts";
import { represented, type TableContext } from "./represent.ts";

/** Longer than what is written at a time. */
const LONG = 1203;

function listOf(count: number): ObjectList {
  const items = Array.from({ length: count }, (_, index) => ({
    kind: "ConfigMap",
    apiVersion: "v1",
    metadata: { name: `map-${index}`, creationTimestamp: "2026-01-05T08:00:00Z" },
    data: { index: `${index}` },
  }));
  return { kind: "ConfigMapList", apiVersion: "v1", metadata: { resourceVersion: "7" }, items };
}

function context(includes: string): TableContext {
  return { kind: "ConfigMap", rules: rulesOf("1.35"), now: Date.parse("2026-01-05T09:00:00Z"), includes };
}

test.each([0, 1, LONG])("a list of %d is written as if it were at once", async (count) => {
  const list = listOf(count);
  const text = await new Response(bodyOfList(list, listParts(list))).text();
  expect(text).toBe(`${JSON.stringify(represented(list, "object", context("")))}\n`);
});

test.each(["", "None", "Metadata", "Object"])("so is a table whose rows include %j", async (includes) => {
  for (const list of [0, 1, LONG].map(listOf)) {
    const text = await new Response(bodyOfList(list, tableParts(list, context(includes)))).text();
    expect(text).toBe(`${JSON.stringify(represented(list, "table", context(includes)))}\n`);
  }
});
