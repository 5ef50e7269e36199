import * as v from "valibot";

import type { ExplainReport } from "../explain/run.ts";

const text = v.string();

export const nature: v.GenericSchema<"transient" | "permanent" | "needs-human"> = v.picklist([
  "transient",
  "permanent",
  "needs-human",
]);

export const fixer: v.GenericSchema<"author" | "cluster-admin" | "registry-owner" | "nobody"> = v.pipe(
  v.picklist(["author", "cluster-admin", "registry-owner", "nobody"]),
  v.description("Who can fix it"),
);

const explanation = v.strictObject({
  id: text,
  family: text,
  title: text,
  meaning: text,
  tellApart: text,
  nature,
  fixer,
  confirm: v.strictObject({
    on: v.pipe(v.picklist(["here", "node"]), v.description("Where the command is run")),
    command: text,
    shows: v.pipe(text, v.description("What it shows if it is this cause")),
  }),
  fix: v.array(text),
  samples: v.array(
    v.strictObject({
      sample: text,
      beside: v.exactOptional(
        v.pipe(
          v.array(text),
          v.description("What was seen of the pod's secrets, without which it tells another cause"),
        ),
      ),
      source: v.pipe(text, v.description("Where it was seen")),
    }),
  ),
});

/** `explain -o json`. */
export const explainSchema: v.GenericSchema<ExplainReport> = v.strictObject({
  schema: v.literal("pullwhy.explain/v1"),
  causes: v.array(explanation),
});
