import { LEVELS, SKILLS } from "../skills.ts";
import type { Attempt } from "./attempt.ts";

/** A line that is no attempt; whoever keeps the file leaves it in there. */
export interface UnreadLine {
  /** From 1. */
  readonly line: number;
  readonly why: string;
}

export interface ReadAttempts {
  readonly attempts: readonly Attempt[];
  readonly unread: readonly UnreadLine[];
}

/** Reads what `attemptsText` wrote; a line that cannot be read is told, and takes no other with it. */
export function readAttempts(text: string): ReadAttempts {
  const attempts: Attempt[] = [];
  const unread: UnreadLine[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = attemptOf(line);
    if (typeof read === "string") unread.push({ line: index + 1, why: read });
    else attempts.push(read);
  }
  return { attempts, unread };
}

const VERSION = 1;
/** Longer ids than any question has, so that a file of somebody else's cannot fill a screen. */
const LONGEST = 200;

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string" && value.length <= LONGEST;
const isCount: Check = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

const FIELDS: Readonly<Record<keyof Attempt, Check>> = {
  v: (value) => value === VERSION,
  // The last instant that a date can be of.
  at: (value) => typeof value === "number" && Math.abs(value) <= 8.64e15,
  question: isText,
  mode: isText,
  skill: (value) => (SKILLS as readonly unknown[]).includes(value),
  right: (value) => typeof value === "boolean",
  level: optional((value) => (LEVELS as readonly unknown[]).includes(value)),
  confidence: optional((value) => value === "sure" || value === "unsure"),
  hints: isCount,
  belief: optional(isText),
};

/** The attempt with its own fields and no others, or why it is none. */
function attemptOf(line: string): Attempt | string {
  const value = parsed(line);
  if (value === undefined) return "no JSON object";
  const { v } = value;
  if (typeof v === "number" && v > VERSION) return `written by a newer pullwhy (version ${v})`;
  const wrong = Object.entries(FIELDS).find(([field, check]) => !check(value[field]));
  if (wrong !== undefined) return `no attempt: ${wrong[0]} is ${wrong[0] in value ? "none that is known" : "missing"}`;
  const fields = Object.keys(FIELDS).filter((field) => value[field] !== undefined);
  return Object.fromEntries(fields.map((field) => [field, value[field]])) as unknown as Attempt;
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
