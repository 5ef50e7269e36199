import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";

import { table } from "./table.ts";

test("table() lays out columns three spaces apart, without spaces at the end", () => {
  const columns = [{ title: "NAME" }, { title: "TIME", align: "right" }, { title: "WHAT", shrinksTo: 20 }] as const;
  const rows = [
    ["a", "1.0 s", "one"],
    ["longer", "12.0 s", ""],
  ];
  expect(table({ columns, rows, width: 80 })).toBe(
    ["NAME       TIME   WHAT", "a         1.0 s   one", "longer   12.0 s", ""].join("\n"),
  );
});

test("table() wraps the column that may shrink and keeps every word", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 200 }), (cell, width) => {
      const text = table({
        columns: [{ title: "ID" }, { title: "WHAT", shrinksTo: 20 }],
        rows: [["x", cell.join(" ")]],
        width,
      });
      const lines = text.trimEnd().split("\n");
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
      expect(text.replace(/[^a-z]/g, "")).toBe(`x${cell.join("")}`);
    }),
  );
});

test("table() puts a note below its row, from the second column on", () => {
  const text = table({
    columns: [{ title: "ID" }, { title: "B" }],
    rows: [
      ["x", "y"],
      ["z", "w"],
    ],
    notes: ["why"],
    width: 80,
  });
  expect(text).toBe("ID   B\nx    y\n     why\nz    w\n");
});

test("table() counts columns of the terminal, not characters", () => {
  const text = table({
    columns: [{ title: "A" }, { title: "B" }],
    rows: [
      ["日本", "x"],
      ["ab", "x"],
    ],
    width: 80,
  });
  const [, wide = "", narrow = ""] = text.split("\n");
  expect(stringWidth(wide)).toBe(stringWidth(narrow));
});

test("table() puts a column below its rows where it would get too narrow", () => {
  const columns = [{ title: "ID" }, { title: "NAME" }, { title: "WHAT", shrinksTo: 20, falls: true }] as const;
  const rows = [
    ["x", "n".repeat(70), "a sentence"],
    ["y", "n", "another"],
  ];
  expect(table({ columns, rows, notes: ["why"], width: 80 })).toBe(
    ["ID   NAME", `x    ${"n".repeat(70)}`, "     a sentence", "     why", "y    n", "     another", ""].join("\n"),
  );
});
