import fc from "fast-check";
import { expect, test } from "vitest";

import { plain } from "./plain.ts";

test("plain() leaves nothing that could move a cursor, and all that can be read", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      // oxlint-disable-next-line no-control-regex -- these are what must not be there
      expect(plain(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u2066]/);
    }),
  );
  expect(plain("Zażółć 日本 🐳\n\tline")).toBe("Zażółć 日本 🐳\n\tline");
});

test("plain() writes an escape sequence out", () => {
  expect(plain("\u001b[31mred\r")).toBe("\\u001b[31mred\\u000d");
});
