import type { Step } from "../lessons/index.ts";
import { nearest } from "./choice.ts";
import { cliFault, type Fault } from "./fault.ts";

/** A step was asked for by an id that the run has not; names the nearest, and those there are. */
export function unknownStep(id: string, steps: readonly Step[]): Fault {
  const ids = steps.map((step) => step.id);
  const meant = nearest(id, ids);
  const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
  const message = `Cannot tell of step ${JSON.stringify(id)}: the trace has no such step`;
  return cliFault("CLI_STEP_UNKNOWN", message, `${suggestion}Its steps are ${ids.join(", ")}`);
}
