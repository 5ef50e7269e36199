/** Kubernetes minors whose kubelet the engine knows; vectors of the real code exist for 1.29 to 1.37. */
export const MINORS = ["1.28", "1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36", "1.37"] as const;

export type Minor = (typeof MINORS)[number];

export const DEFAULT_MINOR: Minor = "1.35";

export function isMinor(text: string): text is Minor {
  return (MINORS as readonly string[]).includes(text);
}
