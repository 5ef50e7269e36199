import { oncePerKey } from "../../base/index.ts";
import type { Rules } from "../../kinds/index.ts";
import { pullFailure } from "./pull-error.ts";
import { backingOff, pullFailed, type Refusal } from "./refusals.ts";

/** What is said of a pull that failed. */
export interface FailedPull {
  readonly atOnce: Refusal;
  readonly inWindow: Refusal;
}

/** What is said of an image and an error: made once, as the pods of a fleet fail alike, and the texts are long and kept. */
export function failedPulls(rules: Rules): (image: string, error: string) => FailedPull {
  const ofImage = oncePerKey((image: string) => oncePerKey((error: string) => failedPull(image, error, rules), 100));
  return (image, error) => ofImage(image)(error);
}

function failedPull(image: string, error: string, rules: Rules): FailedPull {
  const failure = pullFailure(image, error);
  const cause = rules.images.backOffMessageNamesCause ? `${failure.reason}: ${failure.message}` : undefined;
  return {
    atOnce: pullFailed(image, { error, failure, rules }),
    inWindow: backingOff(image, cause, rules.images.backOffReason),
  };
}
