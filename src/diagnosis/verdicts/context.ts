import type { Snapshot } from "../../kinds/index.ts";
import type { Reading } from "../messages/index.ts";
import type { SeenAnswers } from "./seen-answers.ts";
import type { SeenLogins } from "./seen-logins.ts";
import type { Subject } from "./subject.ts";

/** What is known beyond the words. */
export interface Context {
  readonly subject: Subject;
  readonly snapshot: Snapshot;
  readonly reading: Reading;
  /** Pull secrets that the kubelet could not read. */
  readonly missingSecrets: readonly string[];
  readonly seen: SeenLogins;
  readonly answers: SeenAnswers;
}
