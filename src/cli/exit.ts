/** How a command ends, for scripts; the same list stands in `--help`. */
export const EXIT = {
  ok: 0,
  problems: 1,
  usage: 2,
  unreachable: 3,
  unverified: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, "nothing wrong, or the answer could be computed"],
  [EXIT.problems, "problems found"],
  [EXIT.usage, "usage or unreadable input"],
  [EXIT.unreachable, "could not look, or pullwhy itself failed"],
  [EXIT.unverified, "a fix was applied but not verified"],
  [EXIT.interrupted, "interrupted"],
];
