import type { Step } from "../contract.ts";

/** One sentence for one step; the same words wherever the step is told. */
export function sentenceOf(step: Step): string {
  const times = step.repeats > 1 ? ` (${step.repeats} times)` : "";
  const result = step.result === "" ? "" : `: ${step.result}`;
  const shown = step.status === undefined ? "" : `. kubectl shows ${step.status}`;
  return `At ${(step.t / 1000).toFixed(1)} s: ${step.action}${result}${times}${shown}.`;
}

/** The whole run as prose, a paragraph for each attempt. */
export function transcriptOf(steps: readonly Step[]): readonly (readonly string[])[] {
  const paragraphs: string[][] = [];
  for (const step of steps) {
    if (paragraphs.length === 0 || /^[pa]\d/.test(step.id)) paragraphs.push([]);
    paragraphs.at(-1)?.push(sentenceOf(step));
  }
  return paragraphs;
}
