import * as v from "valibot";

import { MINORS } from "../../kinds/index.ts";
import type { PaperReport } from "../learn/practice/report.ts";

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const skill = v.picklist(["SYM", "CAU", "TIM", "CRD", "POL", "FIX"]);
const confidence = v.picklist(["sure", "unsure"]);

const choice = v.strictObject({
  id: text,
  text,
  right: v.boolean(),
  belief: v.exactOptional(v.pipe(text, v.description("Who believes this expects that"))),
});

const given = v.strictObject({
  answer: v.union([
    v.strictObject({ chosen: v.pipe(v.array(text), v.description("Ids of choices")) }),
    v.strictObject({ typed: v.number() }),
  ]),
  right: v.boolean(),
  hints: count,
  confidence: v.exactOptional(confidence),
  belief: v.exactOptional(text),
});

const question = v.strictObject({
  id: v.pipe(text, v.description("Template, world, seed and minor: the same id is the same question")),
  template: text,
  skill,
  level: v.picklist(["easy", "medium", "hard"]),
  world: text,
  seed: count,
  kubelet: v.picklist(MINORS),
  stem: text,
  evidence: v.exactOptional(v.pipe(text, v.description("What kubectl prints, to be read"))),
  format: v.picklist(["one", "many", "number", "row"]),
  choices: v.array(choice),
  number: v.exactOptional(v.strictObject({ value: v.number(), tolerance: v.number(), unit: v.picklist(["s", ""]) })),
  step: v.pipe(text, v.description("Step of the run at which it can be seen")),
  solution: v.array(text),
  answer: text,
  check: text,
  hint: text,
  given: v.exactOptional(given),
});

const result = v.strictObject({
  asked: count,
  answered: count,
  right: count,
  passed: v.pipe(v.boolean(), v.description("All right; of a test: strong")),
  brier: v.exactOptional(v.pipe(v.number(), v.description("0 is best, 0.25 is what a coin gets"))),
  beliefs: v.array(v.strictObject({ id: text, says: text })),
  test: v.exactOptional(
    v.strictObject({
      grade: v.picklist(["strong", "developing", "fragile"]),
      mean: v.pipe(v.number(), v.description("Ability, on the scale of the questions: 0 is a medium one")),
      low: v.number(),
      high: v.number(),
      weakest: v.exactOptional(skill),
      lasting: v.boolean(),
    }),
  ),
});

/** `learn predict|why|diagnose|time|review|test -o json`. */
export const learnQuestionsSchema: v.GenericSchema<PaperReport> = v.strictObject({
  schema: v.literal("pullwhy.learn-questions/v1"),
  mode: v.picklist(["predict", "why", "diagnose", "time", "review", "test"]),
  seed: count,
  kubelet: v.picklist(MINORS),
  questions: v.array(question),
  result: v.exactOptional(v.pipe(result, v.description("Where answers were given on standard input"))),
}) as unknown as v.GenericSchema<PaperReport>;
