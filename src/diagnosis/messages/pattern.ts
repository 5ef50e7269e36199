import type { Facts } from "./facts.ts";
import type { HostKind } from "./host.ts";
import type { Service } from "./known-hosts.data.ts";
import type { Phase } from "./phase.ts";

/**
 * One kind of failure as runtimes word it. Patterns stand in an order, and the first that holds decides.
 */
export interface Pattern {
  readonly id: string;
  /** Texts that must all stand in the shape; of a list, one. Lower case. */
  readonly all?: readonly (string | readonly string[])[];
  /** Asked only where `all` holds. No repetition inside a repetition. */
  readonly match?: RegExp;
  readonly when?: Condition;
  /** The likeliest cause first. */
  readonly causes: readonly [string, ...string[]];
  /** The causes are about equally likely. */
  readonly open?: true;
  /** The text wraps another failure: what is left of the table says which, and comes first among the alternatives. */
  readonly wraps?: true;
  /** A text as somebody met it, and where. */
  readonly sample: string;
  readonly source: string;
}

/** What must hold besides the words; every field that is given. */
export interface Condition {
  readonly phase?: readonly Phase[];
  /** The host that was asked. */
  readonly asked?: readonly (HostKind | "unknown")[];
  readonly service?: readonly Service[];
  readonly lookup?: readonly HostKind[];
  readonly port?: string;
  readonly official?: boolean;
  readonly digest?: boolean;
  readonly is?: readonly FactName[];
}

type FactName = "mirrored" | "placeholder" | "retired" | "passedThrough" | "completedElsewhere" | "absurdClock";

export function holds(pattern: Pattern, facts: Facts): boolean {
  const { all, match, when } = pattern;
  if (all !== undefined && !all.every((part) => stands(part, facts.shape))) return false;
  if (match !== undefined && !match.test(facts.shape)) return false;
  return when === undefined || fits(when, facts);
}

function stands(part: string | readonly string[], shape: string): boolean {
  return typeof part === "string" ? shape.includes(part) : part.some((each) => shape.includes(each));
}

function fits(when: Condition, facts: Facts): boolean {
  return (
    among(when.phase, facts.phase) &&
    among(when.asked, facts.asked?.kind ?? "unknown") &&
    among(when.service, facts.asked?.service) &&
    among(when.lookup, facts.lookup?.kind) &&
    (when.port === undefined || (facts.asked?.address.endsWith(`:${when.port}`) ?? false)) &&
    same(when.official, facts.official) &&
    same(when.digest, facts.reference !== undefined && facts.reference.digest !== "") &&
    (when.is ?? []).every((name) => facts[name])
  );
}

function among<T>(wanted: readonly T[] | undefined, value: T | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}

function same(wanted: boolean | undefined, value: boolean): boolean {
  return wanted === undefined || wanted === value;
}
