/** What a registry takes. A manifest of 4 MiB is what the distribution spec wants taken at least. */
export const LIMITS = {
  manifestBytes: 4_194_304,
  blobBytes: 268_435_456,
  /** All that was pushed to one registry, and all that is being pushed. */
  totalBytes: 1024_194_304,
  /** Uploads that are neither finished nor cancelled; the oldest are forgotten. */
  uploads: 100,
} as const;
