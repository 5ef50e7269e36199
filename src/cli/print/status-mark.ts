import type { Style, Tone } from "./style.ts";

/** Shape, ASCII shape and tone of each meaning: a status is never shown by colour alone. */
const MARKS: Readonly<Record<Tone, readonly [glyph: string, ascii: string]>> = {
  good: ["●", "o"],
  bad: ["✕", "x"],
  waiting: ["◔", "@"],
  busy: ["◌", "."],
  never: ["⊘", "!"],
  unknown: ["?", "?"],
};

const TONES: Readonly<Record<string, Tone>> = {
  Running: "good",
  Completed: "good",
  ErrImagePull: "bad",
  RegistryUnavailable: "bad",
  SignatureValidationFailed: "bad",
  Error: "bad",
  ImagePullBackOff: "waiting",
  CrashLoopBackOff: "waiting",
  Pending: "busy",
  ContainerCreating: "busy",
  PodInitializing: "busy",
  Terminating: "busy",
  InvalidImageName: "never",
  ErrImageNeverPull: "never",
  ImageInspectError: "never",
};

/** Meaning of a word of kubectl's STATUS column; `Init:` in front changes nothing, `Init:0/1` is busy. */
function toneOf(status: string): Tone {
  const word = status.replace(/^Init:/, "");
  return TONES[word] ?? (/^\d+\/\d+$/.test(word) ? "busy" : "unknown");
}

/** `✕ ErrImagePull`, in its colour. */
export function markedStatus(status: string, style: Style): string {
  const tone = toneOf(status);
  return style.paint(tone, `${markOf(tone, style)} ${status}`);
}

export function markOf(tone: Tone, style: Pick<Style, "unicode">): string {
  return MARKS[tone][style.unicode ? 0 : 1];
}
