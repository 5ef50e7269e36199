import { ok } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Call, Draft, Step } from "../step.ts";

/** Runs a new object through the admission plugins. */
export function admit(_call: Call, draft: Draft): Step<Draft> {
  return ok(draft);
}

/** Runs a changed object through the admission plugins. */
export function admitUpdate(_call: Call, draft: Draft, _old: KubernetesObject): Step<Draft> {
  return ok(draft);
}
