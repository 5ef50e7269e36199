import type { Skill } from "../questions/index.ts";

/** One answer, as it is kept. The list of all is append-only; everything else is worked out of it. */
export interface Attempt {
  readonly v: 1;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly question: string;
  readonly mode: string;
  readonly skill: Skill;
  readonly right: boolean;
  readonly confidence?: "sure" | "unsure";
  readonly hints: number;
  /** The belief that the answer goes with. */
  readonly belief?: string;
}

export interface ReadAttempts {
  readonly attempts: readonly Attempt[];
  /** Lines that are no attempts of a version that is known. */
  readonly unread: number;
}

const SKILL_WORDS: ReadonlySet<string> = new Set(["SYM", "CAU", "TIM", "CRD", "POL", "FIX"]);

/** One attempt a line. */
export function attemptsText(attempts: readonly Attempt[]): string {
  return attempts.map((attempt) => `${JSON.stringify(attempt)}\n`).join("");
}

/** Reads what `attemptsText` wrote; lines that cannot be read are counted, not lost with the others. */
export function readAttempts(text: string): ReadAttempts {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const attempts = lines.flatMap((line) => attemptOf(line) ?? []);
  return { attempts, unread: lines.length - attempts.length };
}

function attemptOf(line: string): Attempt | undefined {
  try {
    const value = JSON.parse(line) as Partial<Attempt> | null;
    if (value === null || typeof value !== "object" || value.v !== 1) return undefined;
    const { at, question, mode, skill, right, hints } = value;
    const isWhole = typeof at === "number" && typeof question === "string" && typeof mode === "string";
    if (!isWhole || typeof right !== "boolean" || typeof hints !== "number" || !SKILL_WORDS.has(skill ?? ""))
      return undefined;
    return value as Attempt;
  } catch {
    return undefined;
  }
}

/** Both lists as one, by time; what is in both is in it once. */
export function merged(one: readonly Attempt[], other: readonly Attempt[]): readonly Attempt[] {
  const byKey = new Map([...one, ...other].map((attempt) => [`${attempt.at} ${attempt.question}`, attempt]));
  return [...byKey.values()].toSorted((a, b) => a.at - b.at);
}
