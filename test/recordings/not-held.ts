/** Pods of recorded stories that do not hold in a sandbox, and why; by story, or by version and story. */
export const PODS_NOT_HELD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "zz-not-pulls": {
    nocommand: "any command starts in a sandbox: the images of a world hold no programs that could be missing",
  },
  "v1.35.4 zz-not-pulls": {
    notexec: "the recorded kubelet once saw it run before it ended, which gave it one more look at the pod",
  },
};

/** Moments at which the recorded cluster was behind, and the sandbox is not. */
export const MOMENTS_NOT_HELD: Readonly<Record<string, string>> = {
  "v1.35.4 zz-not-pulls 5 s": "the recorded kubelet was busy: it had started nothing yet",
};

/** Rows that one side may have more often than the other. */
export const ROWS_ONCE: Readonly<Record<string, string>> = {
  FailedScheduling: "a pod that fits nowhere is tried again when a node changes, not when other pods do",
};
