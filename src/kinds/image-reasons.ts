/** Waiting reasons of a pull that was tried and has failed (pkg/kubelet/images/types.go, and those a runtime may name). */
export const FAILED_PULL_REASONS: ReadonlySet<string> = new Set([
  "ErrImagePull",
  "RegistryUnavailable",
  "SignatureValidationFailed",
]);

/** Waiting reasons of a pull: it has failed, or waits for its window to be over. */
export const PULL_REASONS: ReadonlySet<string> = new Set([...FAILED_PULL_REASONS, "ImagePullBackOff"]);

/** Waiting reasons of an image that a container cannot have, tried or not. */
export const IMAGE_REASONS: ReadonlySet<string> = new Set([
  ...PULL_REASONS,
  "InvalidImageName",
  "ErrImageNeverPull",
  "ImageInspectError",
]);
