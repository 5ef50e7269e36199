import { goQuote } from "../../base/index.ts";
import type { CredentialsFault } from "../../credentials/index.ts";
import type { EventType, ImageRules, Rules } from "../../kinds/index.ts";
import type { StateId } from "./machine.data.ts";
import type { PullFailure } from "./pull-error.ts";

/** Why a container does not get its image: state, waiting reason and message, and the event that tells of it. */
export interface Refusal {
  readonly state: StateId;
  readonly reason: string;
  readonly message: string;
  readonly event?: { readonly type: EventType; readonly reason: string; readonly message: string };
}

/** Milliseconds of a window that have passed, and its length. */
export interface Passed {
  readonly elapsed: number;
  readonly window: number;
}

export function invalidName(image: string, error: string): Refusal {
  const message = `Failed to apply default image tag ${goQuote(image)}: ${error}`;
  return {
    state: "invalid-image-name",
    reason: "InvalidImageName",
    message,
    event: { type: "Warning", reason: "InspectFailed", message },
  };
}

/** From 1.32 on the kubelet prints the result that it did not get in the place of the name. */
export function cannotInspect(image: string, error: string, rules: Rules): Refusal {
  const named = rules.images.inspectMessageNamesImage ? image : "";
  const message = `Failed to inspect image ${goQuote(named)}: ${error}`;
  return {
    state: "image-inspect-error",
    reason: "ImageInspectError",
    message,
    event: { type: "Warning", reason: "InspectFailed", message },
  };
}

/** The same for an absent image and for one that the pod may not use: presence is not told. */
export function neverPulled(image: string): Refusal {
  const message = `Container image ${goQuote(image)} is not present with pull policy of Never`;
  return {
    state: "err-image-never-pull",
    reason: "ErrImageNeverPull",
    message,
    event: { type: "Warning", reason: "ErrImageNeverPull", message },
  };
}

/** The raw text is reason and message, and there is no event. */
export function lookupFailed({ message }: CredentialsFault): Refusal {
  return { state: "lookup-error", reason: message, message };
}

/** `cause`: `REASON: MESSAGE` of the last failure, where the waiting message names it. The event never does. */
export function backingOff(
  image: string,
  cause: string | undefined,
  reason: ImageRules["backOffReason"] = "ImagePullBackOff",
): Refusal {
  const short = backOffText(image);
  return {
    state: "image-pull-back-off",
    reason,
    message: cause === undefined ? short : `${short}: ${cause}`,
    event: { type: "Normal", reason: "BackOff", message: short },
  };
}

export interface FailedPull {
  readonly error: string;
  readonly failure: PullFailure;
  readonly rules: Rules;
}

/** The event has the whole error. */
export function pullFailed(image: string, { error, failure, rules }: FailedPull): Refusal {
  const event = {
    type: "Warning",
    reason: "Failed",
    message: `Failed to pull image ${goQuote(image)}: ${error}`,
  } as const;
  if (rules.images.failureShowsErrImagePull) return { ...failure, event };
  const message = `${backOffText(image)}: ${failure.reason}: ${failure.message}`;
  return { state: "image-pull-back-off", reason: rules.images.backOffReason, message, event };
}

function backOffText(image: string): string {
  return `Back-off pulling image ${goQuote(image)}`;
}
