import { formatGoDuration } from "../base/index.ts";
import type { Trace } from "../kinds/index.ts";
import type { Step, Tracker } from "./contract.ts";
import { Reading, type Subject } from "./subjects.ts";

interface Moment {
  readonly step: Step;
  readonly subject: Subject;
}

const VARIABLES: readonly (readonly [variable: string, value: (moment: Moment) => string])[] = [
  ["Pod status", ({ step }) => step.status ?? ""],
  ["Phase", ({ step }) => step.phase ?? ""],
  ["Image pull attempts", ({ subject }) => `${subject.pulls}`],
  ["Back-off delay", ({ subject }) => formatGoDuration(subject.window)],
  ["Not tried before", ({ subject }) => (subject.until === 0 ? "" : `${(subject.until / 1000).toFixed(1)} s`)],
];

/**
 * The status tracker: each variable after each of the steps. Attempts and delays are those of one container: the one that
 * is given, or else the first of the steps that pulls.
 */
export function trackersOf(trace: Trace, steps: readonly Step[]): Tracker[] {
  const watched = steps.find(({ id }) => id.startsWith("p")) ?? steps.find(({ container }) => container !== undefined);
  const moments = momentsOf(trace, steps, watched ?? {});
  return VARIABLES.map(([variable, value]) => ({ variable, values: moments.map(value) }));
}

function momentsOf(trace: Trace, steps: readonly Step[], watched: Pick<Step, "pod" | "container">): Moment[] {
  const reading = new Reading();
  let next = 0;
  return steps.map((step) => {
    for (const last = step.seqs.at(-1) ?? -1; next <= last; next += 1) {
      const entry = trace.entries.at(next);
      if (entry !== undefined) reading.read(entry);
    }
    return { step, subject: reading.of(watched) };
  });
}
