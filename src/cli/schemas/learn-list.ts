import * as v from "valibot";

import type { ListReport } from "../learn/list/run.ts";

const text = v.string();

/** `learn list -o json`. */
export const learnListSchema: v.GenericSchema<ListReport> = v.strictObject({
  schema: v.literal("pullwhy.learn-list/v1"),
  next: v.exactOptional(v.pipe(text, v.description("What is best met next"))),
  scenarios: v.array(
    v.strictObject({
      id: text,
      title: text,
      objective: text,
      level: v.picklist(["easy", "medium", "hard"]),
      skills: v.array(v.picklist(["SYM", "CAU", "TIM", "CRD", "POL", "FIX"])),
      state: v.picklist(["new", "started", "due", "solved"]),
    }),
  ),
});
