/** How far a pull came; what lies before has worked. */
export type Phase = "resolve" | "authorise" | "copy" | "unpack";

/** The furthest first: a text about unpacking quotes earlier wrappers too. Words of containerd, Docker and containers/image. */
const PHASES: readonly (readonly [phase: Phase, signs: readonly string[]])[] = [
  [
    "unpack",
    [
      "failed to extract layer",
      "failed to register layer",
      "applying layer",
      "applylayer",
      "adding layer with blob",
      "failed to unpack image",
      "failed to prepare extraction snapshot",
      "error committing the finished image",
    ],
  ],
  [
    "copy",
    [
      "failed to copy",
      "httpreadseeker",
      "httpreaderseeker",
      "failed commit on ref",
      "error pulling image configuration",
      "writing blob",
      "copying system image",
      "get image config descriptor",
      "failed to read expected number of bytes",
      "short read",
      "reading blob",
      "parsing image configuration",
    ],
  ],
  [
    "authorise",
    [
      "failed to authorize",
      "fetch oauth token",
      "fetch anonymous token",
      "unable to retrieve auth token",
      "requesting bearer token",
      "authorization failed",
    ],
  ],
  [
    "resolve",
    [
      "failed to resolve",
      "reading manifest",
      "pinging",
      "initializing source",
      "failed to do request",
      "from head request",
      "error response from daemon",
      "pull access denied",
      "manifest for",
      "manifest unknown",
    ],
  ],
];

/** Order of phases, from the first. */
export const PHASE_ORDER: readonly Phase[] = ["resolve", "authorise", "copy", "unpack"];

/** The phase in which a plain text says that it failed. */
export function phaseOf(plain: string): Phase | undefined {
  return PHASES.find(([, signs]) => signs.some((sign) => plain.includes(sign)))?.[0];
}
