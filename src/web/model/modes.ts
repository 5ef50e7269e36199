/** Ten ways to practise, in the order that is recommended. */
export const MODES = [
  "learn",
  "visualize",
  "predict",
  "why",
  "diagnose",
  "fix",
  "break",
  "time",
  "review",
  "test",
] as const;

export type Mode = (typeof MODES)[number];

export function isMode(word: string): word is Mode {
  return (MODES as readonly string[]).includes(word);
}
