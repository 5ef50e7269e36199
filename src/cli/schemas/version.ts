import * as v from "valibot";

import { MINORS, RUNTIMES } from "../../kinds/index.ts";
import type { VersionReport } from "../version/run.ts";

/** `version -o json`. */
export const versionSchema: v.GenericSchema<VersionReport> = v.strictObject({
  schema: v.literal("pullwhy.version/v1"),
  pullwhy: v.string(),
  kubelets: v.pipe(v.array(v.picklist(MINORS)), v.description("Minors whose kubelet is known")),
  runtimes: v.array(v.picklist(RUNTIMES)),
});
