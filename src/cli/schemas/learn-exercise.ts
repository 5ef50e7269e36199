import * as v from "valibot";

import type { ExerciseReport } from "../learn/bench/report.ts";

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const judgement = v.strictObject({
  kind: v.picklist(["solved", "smell", "not-yet"]),
  lines: v.pipe(v.array(text), v.description("What has come of it, what is wanted, and what shows that it is not so")),
  after: v.exactOptional(v.pipe(v.number(), v.description("Virtual milliseconds until it was brought about"))),
  changes: v.exactOptional(count),
  par: v.exactOptional(count),
});

/** `learn fix|break -o json`. */
export const learnExerciseSchema: v.GenericSchema<ExerciseReport> = v.strictObject({
  schema: v.literal("pullwhy.learn-exercise/v1"),
  mode: v.picklist(["fix", "break"]),
  scenario: text,
  title: text,
  objective: text,
  level: v.picklist(["easy", "medium", "hard"]),
  skills: v.array(v.picklist(["SYM", "CAU", "TIM", "CRD", "POL", "FIX"])),
  par: v.pipe(count, v.description("The fewest changes that repair it")),
  seed: count,
  kubelet: text,
  task: v.array(text),
  hands: v.pipe(v.array(text), v.description("What can be done beside kubectl")),
  judgement: v.exactOptional(v.pipe(judgement, v.description("Where lines were given on standard input"))),
});
