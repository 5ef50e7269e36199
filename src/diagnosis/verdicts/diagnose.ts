import { mapTexts } from "../../base/index.ts";
import type { Rules, Snapshot, Verdict } from "../../kinds/index.ts";
import { maskSecrets } from "../mask-secrets.ts";
import { verdictsOf } from "./group.ts";
import { judge } from "./judge.ts";
import { subjectsOf } from "./subject.ts";

export interface DiagnoseOptions {
  /** Of the kubelet that the snapshot is of; they say when the next try is. */
  readonly rules: Rules;
}

/**
 * What is the matter with the pods and messages of a snapshot: one verdict for each cause, none for pods that are well. Nothing in it
 * holds a password, whatever the snapshot's texts held.
 */
export function diagnose(snapshot: Snapshot, { rules }: DiagnoseOptions): readonly Verdict[] {
  const safe = mapTexts(snapshot, maskSecrets);
  return verdictsOf(subjectsOf(safe).map((subject) => judge(subject, safe, rules)));
}
