/** Recorded steps (of one server, where it is named) whose answers are not compared, with the reason. The aim is none. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  "v1.35.4 raw-410-continue":
    "the recorded etcd still knew its version 1, which the watch cache in front of it did not; here both have one history",
  "v1.35.4 raw-watch-bookmarks": "the recorded server had an etcd that was too old for this",
  "v1.35.4 raw-watch-initial-events": "the recorded server had an etcd that was too old for this",
};
