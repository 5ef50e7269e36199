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
  const safe = masked(snapshot);
  return verdictsOf(subjectsOf(safe).map((subject) => judge(subject, safe, rules)));
}

/** The same snapshot with secrets masked in every text of it. */
function masked<T>(value: T): T {
  if (typeof value === "string") return maskSecrets(value) as T;
  if (Array.isArray(value)) return value.map(masked) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)])) as T;
}
