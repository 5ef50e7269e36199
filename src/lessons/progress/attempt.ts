import type { Level, Skill } from "../skills.ts";

/** One answer, as it is kept. The list of all is append-only; everything else is worked out of it. */
export interface Attempt {
  readonly v: 1;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly question: string;
  readonly mode: string;
  readonly skill: Skill;
  readonly right: boolean;
  /** How hard the question is; those of before it was kept are taken for medium. */
  readonly level?: Level;
  readonly confidence?: "sure" | "unsure";
  readonly hints: number;
  /** The belief that the answer goes with. */
  readonly belief?: string;
}

/** One attempt a line, as it is stored and exported. */
export function attemptsText(attempts: readonly Attempt[]): string {
  return attempts.map((attempt) => `${JSON.stringify(attempt)}\n`).join("");
}

/** Both lists as one, by time; what is in both is in it once. */
export function merged(one: readonly Attempt[], other: readonly Attempt[]): readonly Attempt[] {
  const byKey = new Map([...one, ...other].map((attempt) => [attemptKey(attempt), attempt]));
  return [...byKey.values()].toSorted((a, b) => a.at - b.at);
}

/** Those that are not among the known ones. */
export function unknownAmong(attempts: readonly Attempt[], known: readonly Attempt[]): readonly Attempt[] {
  const keys = new Set(known.map(attemptKey));
  return attempts.filter((attempt) => {
    const isNew = !keys.has(attemptKey(attempt));
    keys.add(attemptKey(attempt));
    return isNew;
  });
}

/** Nobody answers a question twice in a millisecond. */
function attemptKey({ at, question }: Attempt): string {
  return `${at} ${question}`;
}
