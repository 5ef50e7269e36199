/**
 * What `kubectl get pods -w` showed of a pod with a tag that does not exist, on a cluster of 2021, in seconds of its AGE. The log begins
 * with the seventh change of STATUS after the first failure.
 */
export const PUBLIC_LOG = {
  source: "https://github.com/dgkanatsios/CKAD-exercises/pull/176",
  before: 6,
  flips: [
    { at: 108, status: "ErrImagePull" },
    { at: 121, status: "ImagePullBackOff" },
    { at: 192, status: "ErrImagePull" },
    { at: 205, status: "ImagePullBackOff" },
    { at: 367, status: "ErrImagePull" },
    { at: 379, status: "ImagePullBackOff" },
  ],
} as const;
