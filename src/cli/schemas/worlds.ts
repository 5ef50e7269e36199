import * as v from "valibot";

import { MINORS } from "../../kinds/index.ts";
import type { WorldsReport } from "../worlds/run.ts";

/** `worlds -o json`. */
export const worldsSchema: v.GenericSchema<WorldsReport> = v.strictObject({
  schema: v.literal("pullwhy.worlds/v1"),
  worlds: v.array(
    v.strictObject({
      name: v.string(),
      title: v.string(),
      about: v.string(),
      kubelet: v.picklist(MINORS),
      for: v.pipe(v.number(), v.minValue(0), v.description("Virtual milliseconds")),
    }),
  ),
});
