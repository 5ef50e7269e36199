import { mapTexts } from "../../base/index.ts";
import type { Rules, Snapshot, Verdict } from "../../kinds/index.ts";
import { maskSecrets } from "../mask-secrets.ts";
import { verdictsOf } from "./group.ts";
import { judge } from "./judge.ts";
import type { Finding } from "./finding.ts";
import { type SeenAnswers, seenAnswers } from "./seen-answers.ts";
import { seenLogins } from "./seen-logins.ts";
import { type Subject, subjectsOf } from "./subject.ts";

export interface DiagnoseOptions {
  /** Of the kubelet that the snapshot is of; they say when the next try is. */
  readonly rules: Rules;
}

/**
 * What is the matter with the pods and messages of a snapshot: one verdict for each cause, none for pods that are well. Nothing in it
 * holds a password, whatever the snapshot's texts held.
 */
export function diagnose(snapshot: Snapshot, { rules }: DiagnoseOptions): readonly Verdict[] {
  return verdictsOf(weigh(snapshot, { rules }).map(({ finding }) => finding));
}

/** One subject, what it is found to have, and what registries said of its image. */
export interface Weighed {
  readonly subject: Subject;
  readonly finding: Finding;
  readonly answers: SeenAnswers;
}

/** What is known of each subject before those with the same cause are put together. */
export function weigh(snapshot: Snapshot, { rules }: DiagnoseOptions): readonly Weighed[] {
  const safe = mapTexts(snapshot, maskSecrets);
  return subjectsOf(safe).map((subject) => {
    const answers = seenAnswers(subject, safe, seenLogins(subject, safe));
    return { subject, finding: judge(subject, safe, rules), answers };
  });
}
