import type { PodPhase } from "../kinds/index.ts";

/** One row of the process table, derived from the trace. */
export interface Step {
  /** Stable: `a1` first action, `p3` third pull begins, `p3.f` it failed, `p3.ok` it succeeded, `b3` first look inside its window, … */
  readonly id: string;
  /** Virtual milliseconds since the start. */
  readonly t: number;
  readonly pod?: string;
  readonly container?: string;
  /** What was done, by whom; a sentence without a full stop. */
  readonly action: string;
  readonly result: string;
  /** What `kubectl get pods` shows then in STATUS, and the phase; absent before the pod exists. */
  readonly status?: string;
  readonly phase?: PodPhase;
  /** The rule that fired, in one sentence. */
  readonly notes: string;
  /** How many equal looks this row stands for. */
  readonly repeats: number;
  /** Entries that the row was made from, ascending. */
  readonly seqs: readonly number[];
}

/** The status tracker: a variable and its value after each step. */
export interface Tracker {
  readonly variable: string;
  readonly values: readonly string[];
}

/** One link of a cause chain, from effect to cause. */
export interface WhyLink {
  readonly seq: number;
  readonly t: number;
  readonly text: string;
}
