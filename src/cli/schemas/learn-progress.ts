import * as v from "valibot";

import type { ProgressReport } from "../learn/progress/report.ts";

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const skill = v.picklist(["SYM", "CAU", "TIM", "CRD", "POL", "FIX"]);

const card = v.strictObject({
  template: v.pipe(text, v.description("Kind of question")),
  skill,
  due: v.pipe(text, v.description("ISO 8601")),
});

/** `learn progress -o json`. */
export const learnProgressSchema: v.GenericSchema<ProgressReport> = v.strictObject({
  schema: v.literal("pullwhy.learn-progress/v1"),
  path: text,
  answers: count,
  skills: v.array(
    v.strictObject({
      skill,
      rating: v.pipe(v.number(), v.description("On the scale of the questions: 0 is a medium one, 1 a hard one")),
      answers: v.pipe(count, v.description("First tries")),
      right: count,
    }),
  ),
  due: v.array(card),
  later: v.array(card),
  beliefs: v.array(v.strictObject({ id: text, says: text, times: count })),
  lasting: v.pipe(v.boolean(), v.description("Strong in two tests, a day or more apart")),
  unread: v.pipe(
    v.array(v.strictObject({ line: count, why: text })),
    v.description("Lines of the file that are no answers; they stay in it"),
  ),
});
