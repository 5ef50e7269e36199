import { type Cause, fillCommand, fillPhrase } from "../causes/index.ts";
import { PATTERNS } from "../messages/index.ts";
import { SEEN_SAMPLES } from "./seen-samples.data.ts";

/** One cause as it is told when no pod is looked at: names that only a pod would give stand in capitals. */
export interface Explanation {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly meaning: string;
  readonly tellApart: string;
  readonly nature: Cause["nature"];
  readonly fixer: Cause["fixer"];
  readonly confirm: Cause["confirm"];
  readonly fix: readonly string[];
  /** Real messages of which the cause is the likeliest. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly sample: string;
  /** What was seen of the pod's secrets, without which the message tells another cause. */
  readonly beside?: readonly string[];
  /** Where it was seen. */
  readonly source: string;
}

const MOST_SAMPLES = 3;

export function explanationOf(cause: Cause): Explanation {
  const { id, family, title, meaning, tellApart, nature, fixer, confirm, fix } = cause;
  return {
    id,
    family,
    title,
    meaning,
    tellApart,
    nature,
    fixer,
    confirm: { on: confirm.on, command: fillCommand(confirm.command, {}), shows: fillPhrase(confirm.shows, {}) },
    fix: fix.map((step) => fillCommand(step, {})),
    samples: samplesOf(id),
  };
}

function samplesOf(id: string): readonly Sample[] {
  const likeliest = PATTERNS.filter(({ causes }) => causes[0] === id).slice(0, MOST_SAMPLES);
  const together = SEEN_SAMPLES.filter(({ cause }) => cause === id);
  return [
    ...likeliest.map(({ sample, source }) => ({ sample, source })),
    ...together.map(({ sample, beside, source }) => ({ sample, beside, source })),
  ];
}
