import type { Recorder } from "../kinds/index.ts";

/** A recorder for those who want no trace. */
export const NO_RECORDER: Recorder = { record: () => 0 };
