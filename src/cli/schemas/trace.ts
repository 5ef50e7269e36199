import * as v from "valibot";

import type { TraceReport } from "../trace/report.ts";
import { entrySchema } from "./entry.ts";

const text = v.string();
const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.minValue(0), v.description("Virtual milliseconds"));

const step = v.strictObject({
  id: v.pipe(text, v.description("a1: first action, p3: third pull begins, p3.f: it failed, p3.ok: it succeeded, …")),
  t: milliseconds,
  pod: v.exactOptional(v.pipe(text, v.description("namespace/name"))),
  container: v.exactOptional(text),
  action: text,
  result: text,
  status: v.exactOptional(v.pipe(text, v.description("STATUS as kubectl get pods shows it"))),
  phase: v.exactOptional(v.picklist(["Pending", "Running", "Succeeded", "Failed", "Unknown"])),
  notes: text,
  repeats: seq,
  seqs: v.pipe(v.array(seq), v.description("seq of the entries that the step was made from")),
});

const tracker = v.strictObject({
  variable: text,
  values: v.pipe(v.array(text), v.description("Value after each step")),
});

/** `trace -o json`. */
export const traceSchema: v.GenericSchema<TraceReport> = v.strictObject({
  schema: v.literal("pullwhy.trace/v1"),
  world: text,
  title: text,
  kubelet: v.pipe(text, v.description("Minor, such as 1.35")),
  runtime: text,
  seed: seq,
  start: v.pipe(text, v.description("ISO 8601 instant of t = 0")),
  for: milliseconds,
  steps: v.array(step),
  trackers: v.array(tracker),
  why: v.exactOptional(
    v.strictObject({
      step: text,
      links: v.pipe(v.array(v.strictObject({ seq, t: milliseconds, text })), v.description("From effect to cause")),
    }),
  ),
  entries: v.array(entrySchema),
});
