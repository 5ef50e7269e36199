/** Recorded steps (of one server, where it is named) whose answers are not compared, with the reason. The aim is none. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  "raw-field-validation-strict":
    "the recording holds the body as it was read, without the member that was written twice",
  "raw-watch-from-0": "begins with pods that controllers had made, which no other answer of the recording shows",
  "v1.35.4 raw-410-continue": "the recorded store had not been compacted and still knew its version 1",
  "v1.35.4 raw-watch-bookmarks": "the recorded server had an etcd that was too old for this",
  "v1.35.4 raw-watch-initial-events": "the recorded server had an etcd that was too old for this",
};
