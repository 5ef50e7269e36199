import type { Pattern } from "../pattern.ts";

/** What is left when nothing more exact was said. */
export const LATE_PATTERNS: readonly Pattern[] = [
  {
    id: "unpack",
    all: [
      [
        "failed to extract layer",
        "failed to register layer",
        "applylayer",
        "applying layer",
        "error processing tar file",
        "mount callback failed",
        "failed to apply",
      ],
    ],
    causes: ["layer-unpack-failed", "content-corrupted"],
    sample:
      "ctr: failed to extract layer sha256:baa90903a66df167bb3f28a20e040afe5c7cde54de5824ccf74032270d200778: chz mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount109587469: chmod /var/lib/containerd/tmpmounts/containerd-mount109587469/sbin: no such file or directory: unknown",
    source: "https://github.com/containerd/containerd/issues/4086",
  },
];
