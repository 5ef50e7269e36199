import * as v from "valibot";

import type { FixReport } from "../fix/report.ts";

const text = v.string();

const change = v.strictObject({
  kind: v.picklist(["patch", "create", "remake", "delete"]),
  object: v.pipe(text, v.description("kind/name")),
  namespace: text,
  reason: text,
  risk: text,
  diff: v.pipe(v.array(text), v.description("Lines that begin with + or -; never a password")),
  managed: v.exactOptional(v.pipe(text, v.description("Who would take the change back, and where it belongs"))),
});

const need = v.variant("kind", [
  v.strictObject({ kind: v.literal("image"), instead: text, candidates: v.array(text) }),
  v.strictObject({ kind: v.literal("login"), host: text, why: text }),
  v.strictObject({ kind: v.literal("secret"), candidates: v.array(text) }),
]);

const outcome = v.strictObject({
  result: v.picklist(["fixed", "applied", "stopped", "checked", "refused", "undone"]),
  still: v.exactOptional(
    v.pipe(v.array(v.strictObject({ cause: text, found: text })), v.description("What is wrong after the change")),
  ),
  changed: v.pipe(v.number(), v.integer(), v.minValue(0), v.description("How many of the changes were made")),
  text,
});

const fix = v.strictObject({
  cause: v.pipe(text, v.description("As in `pullwhy explain`, or unknown; with --undo: undo")),
  pods: v.array(v.pipe(text, v.description("namespace/name"))),
  found: text,
  summary: text,
  changes: v.array(change),
  needs: v.pipe(v.array(need), v.description("What only the user can give")),
  none: v.exactOptional(v.pipe(text, v.description("Why there is no change"))),
  proof: v.exactOptional(
    v.strictObject({ accepted: v.boolean(), text: v.pipe(text, v.description("What the registry answers")) }),
  ),
  next: text,
  outcome: v.exactOptional(v.pipe(outcome, v.description("Absent: nothing was tried"))),
});

const place = { object: v.pipe(text, v.description("kind/name")), line: v.number(), column: v.number() };

const file = v.strictObject({
  path: text,
  changed: v.array(v.strictObject(place)),
  refused: v.pipe(
    v.array(v.strictObject({ ...place, why: text })),
    v.description("What cannot be changed where it stands"),
  ),
  diff: v.pipe(v.array(text), v.description("Lines of a unified diff; what may be secret is left out")),
  written: v.boolean(),
});

/** `fix -o json`. */
export const fixSchema: v.GenericSchema<FixReport> = v.strictObject({
  schema: v.literal("pullwhy.fix/v1"),
  source: v.pipe(text, v.description("The address of the API server")),
  fixes: v.array(fix),
  notSeen: v.pipe(v.array(text), v.description("What may be there but was not shown, and why")),
  files: v.exactOptional(v.pipe(v.array(file), v.description("With -f: the files that name what is to be changed"))),
});
