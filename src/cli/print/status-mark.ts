import { GLYPHS, type Tone, toneOf } from "../../lessons/index.ts";
import type { Style } from "./style.ts";

/** Shapes where a terminal has ASCII alone. */
const ASCII: Readonly<Record<Tone, string>> = {
  good: "o",
  bad: "x",
  waiting: "@",
  busy: ".",
  never: "!",
  unknown: "?",
};

/** `✕ ErrImagePull`, in its colour. */
export function markedStatus(status: string, style: Style): string {
  const tone = toneOf(status);
  return style.paint(tone, `${markOf(tone, style)} ${status}`);
}

export function markOf(tone: Tone, style: Pick<Style, "unicode">): string {
  return style.unicode ? GLYPHS[tone] : ASCII[tone];
}
