/** Recorded steps (of one server, where it is named) whose answers are not compared, with the reason. The aim is none. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  "v1.35.4 raw-410-continue": "the recorded store had not been compacted and still knew its version 1",
  "v1.35.4 raw-watch-bookmarks": "the recorded server had an etcd that was too old for this",
  "v1.35.4 raw-watch-initial-events": "the recorded server had an etcd that was too old for this",
};
