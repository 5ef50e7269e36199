import type { Snapshot, Verdict } from "../../kinds/index.ts";
import { podNameOf } from "./pod-name.ts";

/** Pods of the snapshot that no verdict is about: nothing was seen to be wrong with them. `NAMESPACE/NAME`, each once. */
export function podsWithoutVerdict(snapshot: Snapshot, verdicts: readonly Verdict[]): readonly string[] {
  const judged = new Set(verdicts.flatMap(({ pods }) => pods));
  const names = snapshot.pods.filter(({ name }) => name !== undefined).map(podNameOf);
  return [...new Set(names)].filter((name) => !judged.has(name));
}
