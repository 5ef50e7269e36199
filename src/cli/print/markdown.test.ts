import fc from "fast-check";
import { expect, test } from "vitest";

import { markdownTable } from "./markdown.ts";

test("markdownTable() stays a table whatever the cells hold", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (rows) => {
      const lines = markdownTable(["One", "Two"], rows).trimEnd().split("\n");
      const bars = lines.map((line) => line.match(/(?<!\\)(?:\\\\)*\|/g)?.length);
      expect(lines).toHaveLength(rows.length + 2);
      expect(new Set(bars)).toEqual(new Set([3]));
    }),
  );
});
