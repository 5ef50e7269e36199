import type { StatusError } from "../contract.ts";
import { failure } from "./status-error.ts";

/** 410: the version that a list is to be of is forgotten. */
export function versionExpired(): StatusError {
  return failure("Expired", "The resourceVersion for the provided list is too old.");
}

/** 410 of a list that was cut; the token in it goes on with what there is now. */
export function continueExpired(token: string): StatusError {
  const message =
    "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";
  return { ...failure("Expired", message), metadata: { continue: token } };
}

/** What a watch says last that begins at a forgotten version. */
export function watchExpired(version: number, current: number): StatusError {
  return failure("Expired", `too old resource version: ${version} (${current})`);
}

/** 504: a version that was not there yet. */
export function tooLargeVersion(version: number, current: number): StatusError {
  const causes = [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }];
  const message = `Timeout: Too large resource version: ${version}, current: ${current}`;
  return failure("Timeout", message, { causes, retryAfterSeconds: 1 });
}
