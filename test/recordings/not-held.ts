/** Rows that one side may have more often than the other. */
export const ROWS_ONCE: Readonly<Record<string, string>> = {
  FailedScheduling: "a pod that fits nowhere is tried again when a node changes, not when other pods do",
};
