import type { ReviewCard } from "../../lessons/index.ts";

export function isDue({ due }: ReviewCard, now: number): boolean {
  return due <= now;
}

/** The day of an instant, as the learner's language writes it. */
export function dayText(instant: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(instant);
}
