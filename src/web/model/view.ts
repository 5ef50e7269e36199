import { type Ladder, laddersOf, type Step, stepsOf, type Tracker, trackersOf } from "../../lessons/index.ts";
import type { Run } from "../engine/index.ts";
import { ribbonOf, type Stretch } from "./ribbon.ts";
import { type Visit, visitsOf } from "./visits.ts";

/** A run with everything that is drawn of it. Made once; the cursor moves over it. */
export interface View {
  readonly run: Run;
  readonly steps: readonly Step[];
  readonly moments: readonly Moment[];
  readonly trackers: readonly Tracker[];
  readonly ladder: Ladder | undefined;
  readonly ribbon: readonly Stretch[];
  readonly visits: readonly Visit[];
  /** Virtual milliseconds of the whole run. */
  readonly length: number;
}

/** A step's stretch of time: from its first entry to the last of what it did at once. */
export interface Moment {
  readonly from: number;
  readonly to: number;
  /** Its last entry, and no later one, is behind the cursor. */
  readonly seq: number;
}

export function viewOf(run: Run): View {
  const steps = stepsOf(run);
  const length = run.world.for;
  const [ladder] = laddersOf(run.entries, length);
  return {
    run,
    steps,
    moments: steps.map((step) => momentOf(run, step)),
    trackers: trackersOf(run, steps),
    ladder,
    ribbon: ribbonOf(run.entries, ladder?.pod ?? firstPod(steps), length),
    visits: visitsOf(run.entries),
    length,
  };
}

/** The run as it is known right after a step. */
export function soFar(view: View, step: number): View {
  const upTo = Math.max(0, step) + 1;
  return {
    ...view,
    steps: view.steps.slice(0, upTo),
    moments: view.moments.slice(0, upTo),
    trackers: view.trackers.map(({ variable, values }) => ({ variable, values: values.slice(0, upTo) })),
  };
}

/** Looks that found the same are one step; its moment is the first of them. */
function momentOf({ entries }: Run, { t, seqs, repeats }: Step): Moment {
  const last = entries[(repeats > 1 ? seqs[0] : seqs.at(-1)) ?? 0];
  return { from: t, to: Math.max(t, last?.t ?? t), seq: last?.seq ?? 0 };
}

function firstPod(steps: readonly Step[]): string {
  return steps.find(({ pod }) => pod !== undefined)?.pod ?? "";
}

/** The STATUS that an entry publishes; undefined where it is about something else. */
export function atSeq({ run }: Pick<View, "run">, seq: number): string | undefined {
  const entry = run.entries[seq];
  return entry?.kind === "status" ? entry.data.status : undefined;
}
