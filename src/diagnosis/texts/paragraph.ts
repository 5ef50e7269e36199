import { wrapAnsi } from "fast-wrap-ansi";

/** Narrower texts are wrapped as if they had this much room. */
const LEAST_WIDTH = 24;

/** The text in lines of at most `width`; more than `most` lines end with an ellipsis. */
export function paragraph(text: string, width: number, most: number): readonly string[] {
  const lines = wrapAnsi(text.replaceAll(/\s*\n\s*/g, " "), Math.max(LEAST_WIDTH, width), { hard: true }).split("\n");
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? "";
  return [...lines.slice(0, most - 1), `${last.slice(0, Math.max(0, width - 2))} …`];
}

/** Whether a step of a fix is for the shell: then it is shown whole, to be copied. */
export function isCommand(step: string): boolean {
  return /^(?:kubectl|kind|crictl|pullwhy|curl) /.test(step);
}
