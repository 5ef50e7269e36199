import type { Entries, Trace } from "../../kinds/index.ts";
import { type Step, stepsOf, type Tracker, trackersOf, type WhyLink, whyOf } from "../../lessons/index.ts";

/** What `trace` has found; every format prints this. Times are virtual milliseconds since `start`. */
export interface TraceReport {
  readonly schema: "pullwhy.trace/v1";
  readonly world: string;
  readonly title: string;
  readonly kubelet: string;
  readonly runtime: string;
  readonly seed: number;
  /** ISO 8601. */
  readonly start: string;
  readonly for: number;
  readonly steps: readonly Step[];
  /** Values after each step, in the order of the steps. */
  readonly trackers: readonly Tracker[];
  readonly why?: { readonly step: string; readonly links: readonly WhyLink[] };
  readonly entries: Entries;
}

export function traceReport(trace: Trace): TraceReport {
  const { scenario, world, kubelet, seed, start, entries } = trace;
  const steps = stepsOf(trace);
  return {
    schema: "pullwhy.trace/v1",
    world: scenario,
    title: world.title,
    kubelet,
    runtime: world.runtime,
    seed,
    start,
    for: world.for,
    steps,
    trackers: trackersOf(trace, steps),
    entries,
  };
}

/**
 * The report with the chain of causes behind one step; `p2` is also `p2.f`, where the pull is one row. Undefined when
 * there is no such step.
 */
export function withWhy(report: TraceReport, trace: Trace, id: string): TraceReport | undefined {
  const { steps } = report;
  const step = steps.find((each) => each.id === id) ?? steps.find((each) => each.id.startsWith(`${id}.`));
  if (step === undefined) return undefined;
  return { ...report, why: { step: step.id, links: whyOf(trace, step) } };
}
