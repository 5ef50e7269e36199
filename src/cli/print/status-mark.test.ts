import { expect, test } from "vitest";

import { createStyle } from "./style.ts";
import { markedStatus } from "./status-mark.ts";

const unicode = createStyle({ colour: false, unicode: true });
const ascii = createStyle({ colour: false, unicode: false });

/** The table of shapes in the visual language. */
test.each([
  ["Running", "●", "o"],
  ["ErrImagePull", "✕", "x"],
  ["Init:ErrImagePull", "✕", "x"],
  ["ImagePullBackOff", "◔", "@"],
  ["Init:ImagePullBackOff", "◔", "@"],
  ["ContainerCreating", "◌", "."],
  ["Init:0/2", "◌", "."],
  ["InvalidImageName", "⊘", "!"],
  ["ErrImageNeverPull", "⊘", "!"],
  ["ImageInspectError", "⊘", "!"],
  ["SomethingElse", "?", "?"],
])("markedStatus() shows %s as %s, and as %s without Unicode", (status, glyph, mark) => {
  expect(markedStatus(status, unicode)).toBe(`${glyph} ${status}`);
  expect(markedStatus(status, ascii)).toBe(`${mark} ${status}`);
});

test("markedStatus() paints only where there is colour", () => {
  expect(markedStatus("Running", createStyle({ colour: true, unicode: true }))).toBe("\u001b[32m● Running\u001b[39m");
});
