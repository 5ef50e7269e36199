import { diagnose, podsWithoutVerdict } from "../../diagnosis/index.ts";
import { type Lines, type Minor, rulesOf, type Snapshot, type Verdict } from "../../kinds/index.ts";

/** What `diagnose` has found; every format prints this. */
export interface DiagnoseReport {
  readonly schema: "pullwhy.diagnose/v1";
  /** Names of what was read, or the address of the API server. */
  readonly source: string;
  readonly origin: Snapshot["origin"];
  readonly kubelet: Minor;
  readonly verdicts: readonly Verdict[];
  /** Pods that were seen and have no verdict. */
  readonly well: readonly string[];
  readonly notUnderstood: readonly Lines[];
  /** What may be there but was not shown, and why. */
  readonly notSeen: readonly string[];
}

export interface DiagnoseQuestion {
  readonly source: string;
  readonly kubelet: Minor;
  readonly snapshot: Snapshot;
}

export function diagnoseReport({ source, kubelet, snapshot }: DiagnoseQuestion): DiagnoseReport {
  const all = diagnose(snapshot, { rules: rulesOf(kubelet) });
  const telling = all.filter((verdict) => !isOnlyText(verdict));
  // Words about images that stand around something that tells are no problem of their own.
  const verdicts = telling.length > 0 ? telling : all;
  const around = all.filter((verdict) => !verdicts.includes(verdict)).flatMap(linesOf);
  return {
    schema: "pullwhy.diagnose/v1",
    source,
    origin: snapshot.origin,
    kubelet,
    verdicts,
    well: podsWithoutVerdict(snapshot, verdicts),
    notUnderstood: [...snapshot.notUnderstood, ...around].toSorted((a, b) => a.from - b.from),
    notSeen: snapshot.notSeen ?? [],
  };
}

/** A text that names no pod and tells no cause. */
function isOnlyText({ cause, pods }: Verdict): boolean {
  return cause === "unknown" && pods.length === 0;
}

function linesOf({ evidence }: Verdict): readonly Lines[] {
  return evidence.flatMap(({ lines }) => lines ?? []);
}
