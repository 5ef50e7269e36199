import { formatGoDuration, goQuote } from "../../base/index.ts";
import type { ImageRules } from "../../kinds/index.ts";

export function pullingText(image: string): string {
  return `Pulling image ${goQuote(image)}`;
}

export function presentText(image: string, verified: boolean): string {
  const access = verified ? " and can be accessed by the pod" : "";
  return `Container image ${goQuote(image)} already present on machine${access}`;
}

export interface PulledFacts {
  /** Milliseconds of the pull itself, and with the time it waited for its turn. */
  readonly took: number;
  readonly tookWithWaiting: number;
  readonly sizeBytes: number;
}

/** Durations are cut to whole milliseconds. */
export function pulledText(image: string, facts: PulledFacts, rules: ImageRules): string {
  const took = formatGoDuration(Math.trunc(facts.took));
  const waited = formatGoDuration(Math.trunc(facts.tookWithWaiting));
  const text = `Successfully pulled image ${goQuote(image)} in ${took} (${waited} including waiting)`;
  return rules.pulledMessage === "plain" ? text : `${text}. Image size: ${facts.sizeBytes} bytes.`;
}
