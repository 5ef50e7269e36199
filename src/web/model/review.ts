import type { ReviewCard } from "../../lessons/index.ts";

/** Worlds that questions are asked about: simple ones, each with one pod that fails in its own way. */
const PRACTICE_WORLDS = [
  "wrong-tag",
  "typo-repo",
  "private-no-secret",
  "secret-wrong-namespace",
  "secret-wrong-host",
  "secret-wrong-type",
  "expired-token",
  "stale-secret-public-image",
  "rate-limited",
  "dns-failure",
  "tls-unknown-ca",
  "policy-never",
  "slow-not-broken",
  "registry-outage",
] as const;

/** Those that ship, turned so that each round begins with another. */
export function reviewWorlds(shipped: readonly string[], round: number): readonly string[] {
  const known = PRACTICE_WORLDS.filter((name) => shipped.includes(name));
  const from = (round * 5 + 1) % Math.max(1, known.length);
  return [...known.slice(from), ...known.slice(0, from)];
}

export function isDue({ due }: ReviewCard, now: number): boolean {
  return due <= now;
}

/** The day of an instant, as the learner's language writes it. */
export function dayText(instant: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "medium" }).format(instant);
}
