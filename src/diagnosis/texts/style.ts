/** How a verdict shows things: emphasis, colours by meaning, and whether the reader sees more than ASCII. */
export interface VerdictStyle {
  readonly unicode: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly paint: (tone: VerdictTone, text: string) => string;
}

/** Of the shapes for statuses, those that failing pods have. */
export type VerdictTone = "bad" | "waiting" | "never" | "unknown";

export const PLAIN_STYLE: VerdictStyle = {
  unicode: true,
  bold: (text) => text,
  dim: (text) => text,
  paint: (_, text) => text,
};

const MARKS: Readonly<Record<VerdictTone, readonly [glyph: string, ascii: string]>> = {
  bad: ["✕", "x"],
  waiting: ["◔", "@"],
  never: ["⊘", "!"],
  unknown: ["?", "?"],
};

/** The painted shape of a status; without a status that of something that failed. */
export function markOf(status: string | undefined, style: VerdictStyle): string {
  const tone = toneOf(status?.replace(/^Init:/, ""));
  return style.paint(tone, MARKS[tone][style.unicode ? 0 : 1]);
}

function toneOf(status: string | undefined): VerdictTone {
  if (status === undefined) return "bad";
  if (status.endsWith("BackOff")) return "waiting";
  if (/^(?:InvalidImageName|ErrImageNeverPull|ImageInspectError)$/.test(status)) return "never";
  return status === "Unknown" ? "unknown" : "bad";
}
