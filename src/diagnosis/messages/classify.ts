import { entriesOf, plainText } from "./entries.ts";
import { factsOf, type Facts } from "./facts.ts";
import { holds, type Pattern } from "./pattern.ts";
import { PATTERNS } from "./patterns.ts";
import { PHASE_ORDER } from "./phase.ts";

export interface Message {
  readonly text: string;
  /** The event's or the waiting state's reason. */
  readonly reason?: string;
  /** The image string of the pod; else what the text names. */
  readonly image?: string;
}

/** What a text says, by its words alone. */
export interface Reading {
  /** The likeliest first; empty where no pattern holds. */
  readonly causes: readonly string[];
  readonly confidence: "certain" | "likely" | "possible";
  /** Of the try that says most. */
  readonly facts: Facts;
  readonly pattern?: string;
}

/** Reasons that say only that something was tried or said. */
const PLAIN_REASONS: ReadonlySet<string> = new Set(["cli", "log", "container-log", "other", "Failed", "BackOff"]);

/** Reads an error message of a kubelet, a runtime or an image tool, as a person pasted it. Takes time in proportion to its length. */
export function classify(message: Message): Reading {
  const { text, reason, image } = message;
  const whole = reason === undefined || PLAIN_REASONS.has(reason) ? text : `${reason}: ${text}`;
  return entriesOf(plainText(whole))
    .map((entry) => readEntry(factsOf(entry, image)))
    .reduce(further);
}

function readEntry(facts: Facts): Reading {
  const index = PATTERNS.findIndex((pattern) => holds(pattern, facts));
  const pattern = PATTERNS[index];
  if (pattern === undefined) return { causes: [], confidence: "possible", facts };
  if (!pattern.wraps) return reading(pattern, pattern.causes, facts);
  const inner = PATTERNS.slice(index + 1).find((each) => !each.wraps && holds(each, facts));
  return reading(pattern, [...new Set([...pattern.causes, ...(inner?.causes ?? [])])], facts);
}

function reading(pattern: Pattern, causes: readonly string[], facts: Facts): Reading {
  return { causes, confidence: confidenceOf(pattern, causes), facts, pattern: pattern.id };
}

function confidenceOf(pattern: Pattern, causes: readonly string[]): Reading["confidence"] {
  if (pattern.open) return "possible";
  return causes.length === 1 || pattern.wraps ? "certain" : "likely";
}

/** Of two tries of one pull: the one that was understood and came further; else the earlier one. */
function further(a: Reading, b: Reading): Reading {
  if (b.pattern === undefined) return a;
  return a.pattern === undefined || progress(b) > progress(a) ? b : a;
}

function progress({ facts }: Reading): number {
  return facts.phase === undefined ? -1 : PHASE_ORDER.indexOf(facts.phase);
}
